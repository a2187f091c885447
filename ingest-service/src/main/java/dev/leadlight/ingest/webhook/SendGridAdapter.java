package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SendGrid's Event Webhook, signed: ECDSA P-256 over the timestamp and the raw body with the line
 * break at its end. The secrets are the public keys as SendGrid shows them. A machine's opening of
 * a message is nobody's, so it is left out.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event
 *     Webhook reference</a>
 */
final class SendGridAdapter implements WebhookAdapter {

  /** SendGrid names none; a repeat is signed anew. */
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  private static final String HEADER = "X-Twilio-Email-Event-Webhook-";

  /** {@code processed}, {@code deferred} and {@code dropped} never reached anybody. */
  private static final Map<String, String> EVENTS =
      Map.of(
          "delivered", "Email Delivered",
          "bounce", "Email Bounced",
          "open", "Email Opened",
          "click", "Email Link Clicked",
          "spamreport", "Email Marked as Spam",
          "unsubscribe", "Unsubscribed",
          "group_unsubscribe", "Unsubscribed",
          "group_resubscribe", "Subscribed");

  /** Arguments that the sender may have put into the message, under our names. */
  private static final List<String> ARGUMENTS =
      List.of("campaign_id", "campaign_name", "campaign_type", "email_subject");

  @Override
  public String vendor() {
    return "sendgrid";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return settings.secrets().stream().allMatch(secret -> key(secret).isPresent())
        ? Optional.empty()
        : Optional.of("SendGrid's secrets are its public verification keys, in base64");
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    Optional<byte[]> signature = request.header(HEADER + "Signature").flatMap(Signatures::base64);
    String timestamp = request.header(HEADER + "Timestamp").orElse("");
    Instant signedAt = moment(timestamp);
    if (signature.isEmpty() || signedAt == null) {
      return Authenticity.MALFORMED;
    }
    boolean proven =
        settings.secrets().stream()
            .flatMap(secret -> key(secret).stream())
            .anyMatch(
                key ->
                    Signatures.signature(
                        "SHA256withECDSA",
                        key,
                        signature.get(),
                        Signatures.piece(timestamp),
                        request.body()));
    if (!proven) {
      return Authenticity.FORGED;
    }
    return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0
        ? Authenticity.STALE
        : Authenticity.AUTHENTIC;
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.items().stream().flatMap(SendGridAdapter::message).toList();
  }

  private static Stream<Item> message(Item sent) {
    if (sent.refusal() != null) {
      return Stream.of(sent);
    }
    Map<String, ?> event = sent.fields();
    String kind = event == null ? null : Fields.text(event.get("event"));
    if (event == null || kind == null) {
      return Stream.of(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/event", sent.sent()));
    }
    String name = EVENTS.get(kind);
    if (name == null || (kind.equals("open") && isTrue(event.get("sg_machine_open")))) {
      return Stream.empty();
    }
    String id = Fields.text(event.get("sg_event_id"));
    if (id == null) {
      return Stream.of(
          Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/sg_event_id", sent.sent()));
    }
    Message message =
        Message.track(name, "sendgrid:" + id)
            .at(event.get("timestamp"))
            .in(Channel.EMAIL)
            .userId(event.get("user_id"))
            .trait("email", event.get("email"))
            .property("email_id", event.get("sg_message_id"))
            .property("category", event.get("category"))
            .property("link_url", event.get("url"))
            .property("list_id", event.get("asm_group_id"));
    ARGUMENTS.forEach(argument -> message.property(argument, event.get(argument)));
    if (kind.equals("bounce")) {
      message
          .property("bounce_type", "blocked".equals(event.get("type")) ? "blocked" : "hard")
          .property("status", event.get("status"));
    }
    return Stream.of(message.item(sent.sent()));
  }

  private static boolean isTrue(@Nullable Object flag) {
    return Boolean.TRUE.equals(flag) || "true".equals(flag);
  }

  /** The key itself, or the PEM file around it. */
  private static Optional<PublicKey> key(String secret) {
    String base64 = secret.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return Signatures.base64(base64).flatMap(der -> Signatures.publicKey("EC", der));
  }

  private static @Nullable Instant moment(String seconds) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(seconds));
    } catch (NumberFormatException | DateTimeException unreadable) {
      return null;
    }
  }
}
