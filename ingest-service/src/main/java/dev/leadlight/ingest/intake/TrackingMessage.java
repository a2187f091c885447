package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message as it was sent, together with what its batch says for it.
 *
 * @param fields parsed JSON: maps, lists, text, numbers, booleans, nulls
 * @param context the message's own over the batch's, key by key
 * @param sentAt the message's own, else the batch's; null unless it can be read
 */
record TrackingMessage(Map<String, ?> fields, Map<String, ?> context, @Nullable Instant sentAt) {

  static TrackingMessage of(Map<String, ?> fields, Envelope envelope) {
    Object own = fields.get("sentAt");
    return new TrackingMessage(
        fields,
        merged(envelope.context(), Fields.object(fields.get("context"))),
        own == null ? envelope.sentAt() : Timestamps.parse(own));
  }

  @Nullable String text(String name) {
    return Fields.text(fields.get(name));
  }

  Map<String, ?> object(String name) {
    return Fields.object(fields.get(name));
  }

  Map<String, ?> contextObject(String name) {
    return Fields.object(context.get(name));
  }

  /** The traits of the person. Those of a group message are the group's, not the person's. */
  Map<String, ?> personTraits(Call call) {
    return call == Call.GROUP
        ? contextObject("traits")
        : merged(contextObject("traits"), object("traits"));
  }

  /** What the event is about. */
  Map<String, ?> eventProperties(Call call) {
    Map<String, ?> properties = object("properties");
    return switch (call) {
      case TRACK, IDENTIFY, ALIAS -> properties;
      case PAGE, SCREEN -> merged(present("name", "category"), properties);
      case GROUP -> merged(groupId(), merged(object("traits"), properties));
    };
  }

  private Map<String, Object> groupId() {
    String id = text("groupId");
    return id == null ? Map.of() : Map.of("group_id", id);
  }

  private Map<String, Object> present(String... names) {
    Map<String, Object> found = new HashMap<>();
    for (String name : names) {
      String value = text(name);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }

  private static Map<String, ?> merged(Map<String, ?> defaults, Map<String, ?> own) {
    if (defaults.isEmpty()) {
      return own;
    }
    if (own.isEmpty()) {
      return defaults;
    }
    Map<String, Object> all = new LinkedHashMap<>(defaults);
    all.putAll(own);
    return all;
  }
}
