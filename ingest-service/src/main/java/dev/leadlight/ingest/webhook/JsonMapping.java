package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How anybody's JSON becomes our messages, told in the options of a source. A value is a JSON
 * pointer, or a constant behind an equals sign:
 *
 * <pre>
 * event                  the name of what happened; the table below may rename it
 * events.NAME            what that name means: our event, "identify", or "erasure"; with a table,
 *                        other names are not taken
 * message-id, time, user-id, anonymous-id
 * traits.NAME, properties.NAME
 * smallest-unit.NAME     a property that is money in the smallest unit of properties.currency
 * channel                a constant without the sign: in_store
 * </pre>
 *
 * @param values by the option that tells them
 * @param events our events by the sender's names; without any all names are taken as they are
 */
record JsonMapping(
    Map<String, Place> values, Map<String, String> events, @Nullable Channel channel) {

  private static final String IDENTIFY = "identify";
  private static final String ERASURE = "erasure";

  /** Where a value comes from: a place, or itself. */
  record Place(@Nullable JsonPointer pointer, @Nullable String constant) {

    @Nullable Object in(Map<String, ?> json) {
      return pointer == null ? constant : pointer.in(json);
    }
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if one is unknown or wrong, or the event is missing
   */
  static JsonMapping parse(Map<String, String> options) {
    Map<String, Place> values = new HashMap<>();
    Map<String, String> events = new HashMap<>();
    Channel channel = null;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String name = option.getKey();
      if (name.startsWith("events.")) {
        events.put(name.substring("events.".length()), option.getValue());
      } else if (name.equals("channel")) {
        channel = channel(option.getValue());
      } else if (isValue(name)) {
        values.put(name, place(name, option.getValue()));
      } else {
        throw new IllegalArgumentException("webhooks have no option " + name);
      }
    }
    if (!values.containsKey("event")) {
      throw new IllegalArgumentException("the option event says where an event's name stands");
    }
    return new JsonMapping(values, events, channel);
  }

  private static Place place(String option, String text) {
    if (text.startsWith("=")) {
      return new Place(null, text.substring(1));
    }
    try {
      return new Place(JsonPointer.parse(text), null);
    } catch (IllegalArgumentException neither) {
      throw new IllegalArgumentException(
          "the option " + option + " is a JSON pointer, or a constant behind an equals sign",
          neither);
    }
  }

  private static Channel channel(String label) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.name().toLowerCase(Locale.ROOT).equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the option channel names none"));
  }

  private static boolean isValue(String option) {
    return switch (option) {
      case "event", "message-id", "time", "user-id", "anonymous-id" -> true;
      default ->
          option.startsWith("traits.")
              || option.startsWith("properties.")
              || option.startsWith("smallest-unit.");
    };
  }

  /**
   * The message that a sender's JSON means; empty if it isn't to be taken.
   *
   * @param id of the message, unless the mapping knows a better one
   */
  Optional<Item> message(Item sent, String id) {
    Map<String, ?> json = sent.fields();
    if (json == null) {
      return Optional.of(sent);
    }
    String name = text("event", json);
    if (name == null) {
      return Optional.of(Item.refused(RejectionReason.MISSING_EVENT, "", sent.sent()));
    }
    String event = events.isEmpty() ? name : events.get(name);
    if (event == null) {
      return Optional.empty();
    }
    return Optional.of(
        event.equals(ERASURE)
            ? Item.refused(RejectionReason.ERASURE_REQUESTED, "", sent.sent())
            : message(event, id, json).item(sent.sent()));
  }

  private Message message(String event, String id, Map<String, ?> json) {
    String ownId = text("message-id", json);
    String messageId = ownId == null ? id : ownId;
    Message message =
        event.equals(IDENTIFY) ? Message.identify(messageId) : Message.track(event, messageId);
    values.forEach((option, place) -> put(message, option, place.in(json), json));
    return message.in(channel);
  }

  private void put(Message message, String option, @Nullable Object value, Map<String, ?> json) {
    String member = option.substring(option.indexOf('.') + 1);
    switch (option.substring(0, option.length() - member.length())) {
      case "traits." -> message.trait(member, value);
      case "properties." -> message.property(member, value);
      case "smallest-unit." ->
          message.property(
              member,
              Amounts.ofSmallestUnit(
                  Amounts.decimal(Fields.text(value)), text("properties.currency", json)));
      default -> putMember(message, option, value);
    }
  }

  private static void putMember(Message message, String option, @Nullable Object value) {
    switch (option) {
      case "time" -> message.at(value);
      case "user-id" -> message.userId(value);
      case "anonymous-id" -> message.anonymousId(value);
      default -> {
        // Event and id have made the message.
      }
    }
  }

  private @Nullable String text(String option, Map<String, ?> json) {
    Place place = values.get(option);
    return place == null ? null : Fields.text(place.in(json));
  }
}
