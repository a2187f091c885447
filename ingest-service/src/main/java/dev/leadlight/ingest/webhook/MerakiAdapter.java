package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cisco Meraki's Location API, version 3: phones that a store's Wi-Fi access points hear. Whoever
 * has logged in on the splash page, and so agreed, is in the store; all others are a number. The
 * secret stands in the body and the body is full of hardware addresses, so nothing of it is kept as
 * it was sent, not even when it is refused.
 *
 * <p>Options: {@code validator}, the text that Meraki asks for by GET; {@code salt}, under which
 * hardware addresses and logins are hashed, to be changed now and then; {@code time-zone} of the
 * stores, where a visit's day begins; {@code ignored-ssids}, separated by commas.
 *
 * @see <a href="https://developer.cisco.com/meraki/scanning-api/">Meraki's Scanning API</a>
 */
final class MerakiAdapter implements WebhookAdapter {

  private static final int SHORTEST_SALT = 16;
  private static final String VERSION = "3";

  @Override
  public String vendor() {
    return "meraki";
  }

  @Override
  public boolean takesGet() {
    return true;
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    if (settings.option("validator").isEmpty()) {
      return Optional.of("Meraki asks for a text before it sends: set it as option validator");
    }
    if (settings.option("salt").orElse("").length() < SHORTEST_SALT) {
      return Optional.of("hardware addresses are hashed: the option salt needs 16 characters");
    }
    try {
      zone(settings);
      return Optional.empty();
    } catch (DateTimeException unknown) {
      return Optional.of("the option time-zone names no time zone");
    }
  }

  /** What Meraki asks by GET is no secret, and the question proves nothing. */
  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    if (request.isGet()) {
      return Authenticity.AUTHENTIC;
    }
    String secret = Fields.text(body(request).get("secret"));
    return secret == null
        ? Authenticity.MALFORMED
        : Authenticity.authenticIf(Signatures.equal(settings.secrets(), secret));
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    if (request.isGet()) {
      return List.of();
    }
    Map<String, ?> body = body(request);
    Map<String, ?> data = Fields.object(body.get("data"));
    String version = String.valueOf(body.get("version"));
    String network = Fields.text(data.get("networkId"));
    ByteBuffer kept =
        ByteBuffer.wrap(
            ContractJson.write(
                Map.of(
                    "version", version,
                    "type", String.valueOf(body.get("type")),
                    "networkId", String.valueOf(network))));
    if (!version.split("\\.", 2)[0].equals(VERSION) || network == null) {
      String place = network == null ? "/data/networkId" : "/version";
      return List.of(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, place, kept));
    }
    return "WiFi".equalsIgnoreCase(Fields.text(body.get("type")))
        ? presence(network, settings, kept).of(observations(data, settings))
        : List.of();
  }

  @Override
  public WebhookAnswer answer(WebhookRequest request, WebhookSettings settings) {
    return request.isGet()
        ? new WebhookAnswer("text/plain", settings.option("validator").orElse(""))
        : WebhookAnswer.TAKEN;
  }

  private static MerakiPresence presence(
      String network, WebhookSettings settings, ByteBuffer kept) {
    return new MerakiPresence(network, settings.option("salt").orElseThrow(), zone(settings), kept);
  }

  private static List<Map<String, ?>> observations(Map<String, ?> data, WebhookSettings settings) {
    Set<String> ignored =
        Set.copyOf(Arrays.asList(settings.option("ignored-ssids").orElse("").split("\\s*,\\s*")));
    List<Map<String, ?>> found = new ArrayList<>();
    for (Object sent : Fields.list(data.get("observations"))) {
      Map<String, ?> observation = Fields.object(sent);
      String ssid = Fields.text(observation.get("ssid"));
      if (ssid == null || !ignored.contains(ssid)) {
        found.add(observation);
      }
    }
    return found;
  }

  private static Map<String, ?> body(WebhookRequest request) {
    return request.items().stream()
        .findFirst()
        .<Map<String, ?>>map(item -> Fields.object(item.fields()))
        .orElse(Map.of());
  }

  private static ZoneId zone(WebhookSettings settings) {
    return ZoneId.of(settings.option("time-zone").orElse("UTC"));
  }
}
