package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both kinds of Klaviyo's webhooks. System webhooks are signed and carry Klaviyo's own events, see
 * {@link KlaviyoEvents}; the steps of flows are not, so they bring a {@link SharedSecret} and
 * whatever the retailer has written into them, see {@link FreeForm}.
 *
 * @see <a href="https://developers.klaviyo.com/en/docs/working_with_system_webhooks">Klaviyo's
 *     system webhooks</a>
 */
final class KlaviyoAdapter implements WebhookAdapter {

  private static final String SIGNATURE = "Klaviyo-Signature";

  @Override
  public String vendor() {
    return "klaviyo";
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return isSystem(request)
        ? checkSystem(request, settings, now)
        : SharedSecret.check(request, settings);
  }

  private static Authenticity checkSystem(
      WebhookRequest request, WebhookSettings settings, Instant now) {
    Optional<byte[]> signature = request.header(SIGNATURE).flatMap(Signatures::hex);
    String timestamp = request.header("Klaviyo-Timestamp").orElse("");
    Instant signedAt = moment(timestamp);
    if (signature.isEmpty() || signedAt == null) {
      return Authenticity.MALFORMED;
    }
    boolean signed =
        Signatures.hmac(
            Hash.SHA256,
            settings.secrets(),
            signature.get(),
            request.body(),
            Signatures.piece(timestamp));
    if (!signed || !isItsOwn(request)) {
      return Authenticity.FORGED;
    }
    return Signatures.isFresh(signedAt, now) ? Authenticity.AUTHENTIC : Authenticity.STALE;
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return isSystem(request)
        ? request.items().stream().flatMap(item -> KlaviyoEvents.of(item).stream()).toList()
        : request.items().stream().map(FreeForm::item).toList();
  }

  private static boolean isSystem(WebhookRequest request) {
    return request.header(SIGNATURE).isPresent();
  }

  /** The header isn't signed, but what the body says of the webhook is. */
  private static boolean isItsOwn(WebhookRequest request) {
    Optional<String> named = request.header("Klaviyo-Webhook-Id");
    Optional<String> signed =
        request.items().stream()
            .findFirst()
            .map(body -> Fields.object(Fields.object(body.fields()).get("meta")))
            .map(meta -> Fields.text(meta.get("klaviyo_webhook_id")));
    return named.isEmpty() || named.equals(signed);
  }

  /** Seen as ISO 8601 and as the date of an HTTP header. */
  private static @Nullable Instant moment(String timestamp) {
    Instant moment = Timestamps.parse(timestamp);
    if (moment != null) {
      return moment;
    }
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(timestamp, Instant::from);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
