package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Postmark's webhooks, one event each, proven by a {@link SharedSecret}. Of changes of a
 * subscription only those count that the recipient made: what staff or a bounce suppresses says
 * nothing about what the shopper wants.
 *
 * @see <a href="https://postmarkapp.com/developer/webhooks/webhooks-overview">Postmark's
 *     webhooks</a>
 */
final class PostmarkAdapter implements WebhookAdapter {

  private record Deed(String event, String address, String time) {}

  private static final Map<String, Deed> DEEDS =
      Map.of(
          "Delivery", new Deed("Email Delivered", "Recipient", "DeliveredAt"),
          "Open", new Deed("Email Opened", "Recipient", "ReceivedAt"),
          "Click", new Deed("Email Link Clicked", "Recipient", "ReceivedAt"),
          "Bounce", new Deed("Email Bounced", "Email", "BouncedAt"),
          "SpamComplaint", new Deed("Email Marked as Spam", "Email", "BouncedAt"));

  private static final Deed UNSUBSCRIBED = new Deed("Unsubscribed", "Recipient", "ChangedAt");
  private static final Deed SUBSCRIBED = new Deed("Subscribed", "Recipient", "ChangedAt");

  /** Those of Postmark's many types of bounce that others know as well. */
  private static final Map<String, String> BOUNCES =
      Map.of("HardBounce", "hard", "SoftBounce", "soft", "Transient", "soft", "Blocked", "blocked");

  @Override
  public String vendor() {
    return "postmark";
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.items().stream().flatMap(PostmarkAdapter::message).toList();
  }

  private static Stream<Item> message(Item sent) {
    if (sent.refusal() != null) {
      return Stream.of(sent);
    }
    Map<String, ?> fields = Fields.object(sent.fields());
    String type = Fields.text(fields.get("RecordType"));
    if (type == null) {
      return Stream.of(
          Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/RecordType", sent.sent()));
    }
    Deed deed = type.equals("SubscriptionChange") ? change(fields) : DEEDS.get(type);
    return deed == null ? Stream.empty() : Stream.of(message(deed, type, fields).item(sent.sent()));
  }

  private static @Nullable Deed change(Map<String, ?> fields) {
    if (!"Recipient".equals(fields.get("Origin"))) {
      return null;
    }
    return Boolean.TRUE.equals(fields.get("SuppressSending")) ? UNSUBSCRIBED : SUBSCRIBED;
  }

  private static Message message(Deed deed, String type, Map<String, ?> fields) {
    Map<String, ?> metadata = Fields.object(fields.get("Metadata"));
    return Message.track(deed.event, id(deed, type, fields))
        .at(fields.get(deed.time))
        .in(Channel.EMAIL)
        .userId(metadata.get("user_id"))
        .trait("email", fields.get(deed.address))
        .property("email_id", fields.get("MessageID"))
        .property("tag", fields.get("Tag"))
        .property("message_stream", fields.get("MessageStream"))
        .property("link_url", fields.get("OriginalLink"))
        .property("campaign_id", metadata.get("campaign_id"))
        .property("campaign_type", metadata.get("campaign_type"))
        .property("bounce_type", type.equals("Bounce") ? bounce(fields) : null);
  }

  private static @Nullable String bounce(Map<String, ?> fields) {
    String type = Fields.text(fields.get("Type"));
    return type == null ? null : BOUNCES.getOrDefault(type, type);
  }

  /** Postmark numbers bounces alone; the others are told apart by all that they say. */
  private static String id(Deed deed, String type, Map<String, ?> fields) {
    String number = Fields.text(fields.get("ID"));
    if (number != null) {
      return "postmark:" + type + ":" + number;
    }
    String whole =
        Stream.of("MessageID", deed.address, deed.time)
            .map(name -> String.valueOf(fields.get(name)))
            .collect(Collectors.joining("\n", deed.event + "\n", ""));
    return "postmark:" + Sha256.hex(whole).substring(0, 32);
  }
}
