package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the stores of one network, by what its access points hear every minute or two.
 *
 * <p><b>A visit</b> would end with half an hour of silence, which can't be seen without remembering
 * everybody. Windows of half an hour would cut a visit that lasts an hour into three, and a score
 * would rise with each. So a visit is a day of the stores' calendar: whoever comes back after lunch
 * is on the same visit. Network, login and day make the ids of its two messages, whose repeats
 * count once wherever they end up.
 *
 * @param network id of Meraki's
 * @param salt key of all hashes
 * @param zone where the day begins
 * @param kept what a refusal keeps
 */
record MerakiPresence(String network, String salt, ZoneId zone, ByteBuffer kept) {

  /** Set in addresses that a phone made up, so as not to be known again. */
  private static final int LOCALLY_ADMINISTERED = 0b10;

  private static final int HASH_BYTES = 16;

  List<Item> of(List<Map<String, ?>> observations) {
    List<Item> items = new ArrayList<>();
    Set<String> strangers = new HashSet<>();
    @Nullable Instant first = null;
    @Nullable Instant last = null;
    for (Map<String, ?> observation : observations) {
      Instant at = at(observation);
      if (at == null) {
        items.add(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/data/observations", kept));
        continue;
      }
      String login = Fields.text(observation.get("userId"));
      if (login != null) {
        items.addAll(visit(observation, login, at));
      } else {
        strangers.add(String.valueOf(observation.get("clientMac")));
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
      }
    }
    if (first != null && last != null) {
      items.add(crowd(strangers.size(), first, last));
    }
    return items;
  }

  private List<Item> visit(Map<String, ?> observation, String login, Instant at) {
    String visit =
        hash(
            network + "\n" + login.toLowerCase(Locale.ROOT) + "\n" + at.atZone(zone).toLocalDate());
    return List.of(
        person(Message.track("Wi-Fi Checked In", "meraki:wifi:" + visit), observation, login, at),
        person(Message.track("Store Visited", "meraki:visit:" + visit), observation, login, at));
  }

  private Item person(Message message, Map<String, ?> observation, String login, Instant at) {
    String device = device(Fields.text(observation.get("clientMac")));
    return identified(message, login)
        .at(at.toString())
        .context("device", device == null ? null : Map.of("id", device))
        .property("store_id", network)
        .property("ssid", observation.get("ssid"))
        .item(kept);
  }

  /** People log in by e-mail address, by phone number with its country, or by a name. */
  private static Message identified(Message message, String login) {
    if (login.contains("@")) {
      return message.trait("email", login);
    }
    return login.startsWith("+") ? message.trait("phone", login) : message.userId(login);
  }

  /** A level, not a flow: whoever stays is heard again a minute later. */
  private Item crowd(int devices, Instant from, Instant to) {
    return Message.track("Footfall Counted", "meraki:footfall:" + network + ":" + to)
        .at(to.toString())
        .property("store_id", network)
        .property("sensor_id", "meraki:" + network)
        .property("from", from.toString())
        .property("to", to.toString())
        .property("devices", devices)
        .item(kept);
  }

  /** The hashed address; null for one that the phone made up, or that is none. */
  private @Nullable String device(@Nullable String mac) {
    String digits = mac == null ? "" : mac.replaceAll("[^0-9a-fA-F]", "").toLowerCase(Locale.ROOT);
    return digits.length() != 12
            || (Integer.parseInt(digits.substring(0, 2), 16) & LOCALLY_ADMINISTERED) != 0
        ? null
        : "wifi:" + hash(digits);
  }

  private String hash(String text) {
    byte[] key = salt.getBytes(StandardCharsets.UTF_8);
    byte[] digest = Signatures.mac(Hash.SHA256, key, Signatures.piece(text));
    return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }

  /** When the phone was last heard. */
  private static @Nullable Instant at(Map<String, ?> observation) {
    Instant latest = Timestamps.parse(Fields.object(observation.get("latestRecord")).get("time"));
    List<?> locations = Fields.list(observation.get("locations"));
    return latest != null || locations.isEmpty()
        ? latest
        : Timestamps.parse(Fields.object(locations.get(locations.size() - 1)).get("time"));
  }
}
