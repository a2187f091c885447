package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sensors that count people at a door: {@code {sensor_id, store_id, zone, from, to, in, out}}, one
 * interval or a list. They belong to nobody. Counters reset and send again: of equal store, zone,
 * sensor and {@code from} the last one counts, for whoever adds up. The id of a message holds the
 * counts too, so that a correction is no repeat. Times without an offset are local to the option
 * {@code time-zone}.
 */
final class FootfallAdapter implements WebhookAdapter {

  private static final String TIME_ZONE = "time-zone";
  private static final Pattern OFFSET = Pattern.compile(".*(?:[zZ]|[+-]\\d{2}(?::?\\d{2})?)");
  private static final int DATE = "2026-09-21T".length();

  @Override
  public String vendor() {
    return "footfall";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    try {
      zone(settings);
      return Optional.empty();
    } catch (DateTimeException unknown) {
      return Optional.of("the option time-zone names no time zone");
    }
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    ZoneId zone = zone(settings);
    List<Item> refused = new ArrayList<>();
    Map<String, Item> latest = new LinkedHashMap<>();
    for (Item sent : request.items()) {
      Map<String, ?> fields = Fields.object(sent.fields());
      Instant from = moment(fields.get("from"), zone);
      String sensor = Fields.text(fields.get("sensor_id"));
      if (sent.refusal() != null) {
        refused.add(sent);
      } else if (sensor == null || from == null) {
        String lacking = sensor == null ? "/sensor_id" : "/from";
        refused.add(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, lacking, sent.sent()));
      } else {
        String interval = interval(fields, sensor, from);
        latest.put(interval, message(interval, sensor, from, fields, zone).item(sent.sent()));
      }
    }
    refused.addAll(latest.values());
    return refused;
  }

  /** Each store may have a sensor called door-1, and one camera may watch several zones. */
  private static String interval(Map<String, ?> fields, String sensor, Instant from) {
    return Stream.of(
            "footfall",
            Fields.text(fields.get("store_id")),
            Fields.text(fields.get("zone")),
            sensor,
            from.toString())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(":"));
  }

  private static Message message(
      String interval, String sensor, Instant from, Map<String, ?> fields, ZoneId zone) {
    Instant to = moment(fields.get("to"), zone);
    String id =
        interval + ":" + Fields.text(fields.get("in")) + "-" + Fields.text(fields.get("out"));
    return Message.track("Footfall Counted", id)
        .at((to == null ? from : to).toString())
        .property("sensor_id", sensor)
        .property("store_id", fields.get("store_id"))
        .property("zone", fields.get("zone"))
        .property("from", from.toString())
        .property("to", to == null ? null : to.toString())
        .property("in", fields.get("in"))
        .property("out", fields.get("out"));
  }

  private static @Nullable Instant moment(@Nullable Object sent, ZoneId zone) {
    String text = sent instanceof String string ? string.strip() : "";
    if (text.length() <= DATE || OFFSET.matcher(text.substring(DATE)).matches()) {
      return Timestamps.parse(sent);
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static ZoneId zone(WebhookSettings settings) {
    return ZoneId.of(settings.option(TIME_ZONE).orElse("UTC"));
  }
}
