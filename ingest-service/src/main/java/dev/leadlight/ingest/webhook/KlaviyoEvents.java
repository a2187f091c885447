package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one system webhook. Each has the shape of Klaviyo's <em>Get Event</em>. The address
 * of the person is there only if the webhook includes profiles; the profile's id, as a CRM
 * identity, always is, so that events find their person as soon as one message names both.
 *
 * <p>Left out: topics not listed here, mail opened by a machine, and changes of consent that carry
 * our own mark as their source, lest two systems answer each other for ever.
 */
final class KlaviyoEvents {

  private record Deed(String event, Channel channel) {}

  private static final String PREFIX = "event:klaviyo.";

  /** Changes of consent made through Klaviyo's API name their maker here. */
  private static final String OUR_MARK = "leadlight";

  private static final Map<String, Deed> TOPICS =
      Map.ofEntries(
          Map.entry("received_email", new Deed("Email Delivered", Channel.EMAIL)),
          Map.entry("email_delivered", new Deed("Email Delivered", Channel.EMAIL)),
          Map.entry("opened_email", new Deed("Email Opened", Channel.EMAIL)),
          Map.entry("clicked_email", new Deed("Email Link Clicked", Channel.EMAIL)),
          Map.entry("bounced_email", new Deed("Email Bounced", Channel.EMAIL)),
          Map.entry("marked_email_as_spam", new Deed("Email Marked as Spam", Channel.EMAIL)),
          Map.entry("unsubscribed_from_email_marketing", new Deed("Unsubscribed", Channel.EMAIL)),
          Map.entry("subscribed_to_email_marketing", new Deed("Subscribed", Channel.EMAIL)),
          Map.entry("sent_sms", new Deed("SMS Sent", Channel.SMS)),
          Map.entry("received_sms", new Deed("SMS Replied", Channel.SMS)),
          Map.entry("clicked_sms", new Deed("SMS Link Clicked", Channel.SMS)),
          Map.entry("unsubscribed_from_sms_marketing", new Deed("Unsubscribed", Channel.SMS)),
          Map.entry("subscribed_to_sms_marketing", new Deed("Subscribed", Channel.SMS)),
          Map.entry("received_push", new Deed("Push Sent", Channel.APP)),
          Map.entry("opened_push", new Deed("Push Opened", Channel.APP)),
          Map.entry("submitted_review", new Deed("Product Reviewed", Channel.ONLINE)),
          Map.entry("submitted_rating", new Deed("Product Reviewed", Channel.ONLINE)));

  /** Klaviyo's names of properties, and ours. */
  private static final List<Map.Entry<String, String>> PROPERTIES =
      List.of(
          Map.entry("$message", "email_id"),
          Map.entry("Subject", "email_subject"),
          Map.entry("Campaign Name", "campaign_name"),
          Map.entry("$flow", "flow_id"),
          Map.entry("URL", "link_url"),
          Map.entry("List", "list_name"),
          Map.entry("ProductID", "product_id"));

  static List<Item> of(Item body) {
    if (body.refusal() != null) {
      return List.of(body);
    }
    List<Item> found = new ArrayList<>();
    for (Object told : Fields.list(Fields.object(body.fields()).get("data"))) {
      message(Fields.object(told), body).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Item> message(Map<String, ?> told, Item body) {
    String topic = Fields.text(told.get("topic"));
    Deed deed = topic == null ? null : TOPICS.get(topic.replace(PREFIX, ""));
    Map<String, ?> payload = Fields.object(told.get("payload"));
    Map<String, ?> attributes = attributes(payload.get("data"));
    Map<String, ?> properties = Fields.object(attributes.get("event_properties"));
    if (deed == null || isMachine(properties) || isOurs(properties)) {
      return Optional.empty();
    }
    String id = Fields.text(told.get("external_id"));
    return Optional.of(
        id == null
            ? Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/data/external_id", body.sent())
            : message(deed, id, payload, attributes, properties).item(body.sent()));
  }

  private static Message message(
      Deed deed,
      String id,
      Map<String, ?> payload,
      Map<String, ?> attributes,
      Map<String, ?> properties) {
    Object time = attributes.get("datetime");
    Message message =
        Message.track(deed.event, "klaviyo:" + id)
            .in(deed.channel)
            .at(time == null ? attributes.get("timestamp") : time);
    PROPERTIES.forEach(name -> message.property(name.getValue(), properties.get(name.getKey())));
    String bounce = Fields.text(properties.get("Bounce Type"));
    message.property("bounce_type", bounce == null ? null : bounce.toLowerCase(Locale.ROOT));
    String profile = profileId(payload);
    Map<String, ?> person = person(payload);
    return message
        .userId(person.get("external_id"))
        .trait("email", person.get("email"))
        .trait("phone", person.get("phone_number"))
        .trait("first_name", person.get("first_name"))
        .trait("last_name", person.get("last_name"))
        .trait("crm_id", profile == null ? null : "klaviyo:" + profile);
  }

  private static Map<String, ?> attributes(@Nullable Object resource) {
    return Fields.object(Fields.object(resource).get("attributes"));
  }

  private static @Nullable String profileId(Map<String, ?> payload) {
    Map<String, ?> relations =
        Fields.object(Fields.object(payload.get("data")).get("relationships"));
    Map<String, ?> profile = Fields.object(Fields.object(relations.get("profile")).get("data"));
    return Fields.text(profile.get("id"));
  }

  /** The included profile; empty if there is none. */
  private static Map<String, ?> person(Map<String, ?> payload) {
    for (Object included : Fields.list(payload.get("included"))) {
      if ("profile".equals(Fields.object(included).get("type"))) {
        return attributes(included);
      }
    }
    return Map.of();
  }

  private static boolean isMachine(Map<String, ?> properties) {
    Object flag = properties.get("machine_open");
    return Boolean.TRUE.equals(flag) || "true".equals(flag);
  }

  private static boolean isOurs(Map<String, ?> properties) {
    String source = Fields.text(properties.get("custom_source"));
    return source != null && source.equalsIgnoreCase(OUR_MARK);
  }

  private KlaviyoEvents() {}
}
