package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Messages that people put together by hand, in Zapier or in a step of a Klaviyo flow: in the shape
 * of the Segment specification, or flat, or something between. What the specification knows stays
 * where it is; names and addresses of the person go to the traits, everything else to the
 * properties.
 *
 * <p>A repeat is known by {@code messageId}, else by its bytes if they hold a time. An {@code id}
 * is mostly that of a record, and a record has many events; without a time, too, two equal messages
 * may well be two deeds.
 */
final class FreeForm {

  private static final Set<String> MEMBERS =
      Set.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "context",
          "traits",
          "properties");

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "user_id", "userId",
          "anonymous_id", "anonymousId",
          "previous_id", "previousId",
          "group_id", "groupId",
          "message_id", "messageId",
          "event_id", "messageId",
          "occurred_at", "timestamp",
          "occurredAt", "timestamp");

  private static final Set<String> TRAITS =
      Set.of(
          "email",
          "phone",
          "loyalty_id",
          "loyaltyId",
          "crm_id",
          "crmId",
          "first_name",
          "firstName",
          "last_name",
          "lastName");

  /** Members of these kinds of message alone. */
  private static final Set<String> LABELLED = Set.of("page", "screen");

  private static final Set<String> LABELS = Set.of("name", "category");

  /** The message for the intake; what is no object is for the intake to refuse. */
  static Item item(Item sent) {
    Map<String, ?> fields = sent.fields();
    return fields == null ? sent : new Item(numbered(message(fields), sent.sent()), sent.sent());
  }

  private static Map<String, Object> message(Map<String, ?> sent) {
    Map<String, Object> message = new LinkedHashMap<>();
    Map<String, Object> traits = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    message.put("type", sent.containsKey("event") ? "track" : "identify");
    boolean labelled = LABELLED.contains(String.valueOf(sent.get("type")));
    sent.forEach(
        (name, value) -> {
          if (MEMBERS.contains(name) || (labelled && LABELS.contains(name))) {
            message.put(name, value);
          } else if (OTHER_NAMES.containsKey(name)) {
            message.putIfAbsent(OTHER_NAMES.get(name), value);
          } else if (TRAITS.contains(name)) {
            traits.put(name, value);
          } else {
            properties.put(name, value);
          }
        });
    addTo(message, "traits", traits);
    addTo(message, "properties", properties);
    return message;
  }

  private static Map<String, Object> numbered(Map<String, Object> message, ByteBuffer sent) {
    if (Fields.text(message.get("messageId")) == null
        && Fields.text(message.get("timestamp")) != null) {
      byte[] bytes = new byte[sent.remaining()];
      sent.duplicate().get(bytes);
      message.put("messageId", "content:" + Sha256.hex(bytes).substring(0, 32));
    }
    return message;
  }

  private static void addTo(Map<String, Object> message, String name, Map<String, Object> found) {
    if (!found.isEmpty()) {
      Map<String, Object> all = new LinkedHashMap<>(found);
      all.putAll(Fields.object(message.get(name)));
      message.put(name, all);
    }
  }

  private FreeForm() {}
}
