package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.intake.Item;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in the making, in the shape of the Segment specification. Absent values, blank text
 * among them, are left out, so adapters pass on whatever a vendor's payload gives.
 */
public final class Message {

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> traits = new LinkedHashMap<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final Map<String, Object> context = new LinkedHashMap<>();
  private @Nullable Channel channel;

  private Message(String type, String messageId) {
    fields.put("type", type);
    fields.put("messageId", messageId);
  }

  /**
   * Somebody did something.
   *
   * @param messageId of the vendor's own ids: the same for a repeat, and for nothing else
   */
  public static Message track(String event, String messageId) {
    Message message = new Message("track", messageId);
    message.fields.put("event", event);
    return message;
  }

  /** Somebody is known to be who the traits say. */
  public static Message identify(String messageId) {
    return new Message("identify", messageId);
  }

  /** When it happened, by the vendor's clock. */
  public Message at(@Nullable Object timestamp) {
    return put(fields, "timestamp", timestamp);
  }

  public Message userId(@Nullable Object userId) {
    return put(fields, "userId", userId);
  }

  public Message anonymousId(@Nullable Object anonymousId) {
    return put(fields, "anonymousId", anonymousId);
  }

  /** Of the acting person; {@code email}, {@code phone} and {@code loyalty_id} name them. */
  public Message trait(String name, @Nullable Object value) {
    return put(traits, name, value);
  }

  public Message property(String name, @Nullable Object value) {
    return put(properties, name, value);
  }

  /** A member of the context, for example {@code consent}, {@code device}, {@code externalIds}. */
  public Message context(String name, @Nullable Object value) {
    return put(context, name, value);
  }

  /** Where it was picked up, if neither signal nor source would say it right. */
  public Message in(@Nullable Channel where) {
    channel = where;
    return this;
  }

  /**
   * The message for the intake.
   *
   * @param sent what a refusal keeps; without secrets
   */
  public Item item(ByteBuffer sent) {
    // The traits stand in the context, where they are the person's whatever the call is.
    Map<String, Object> around = new LinkedHashMap<>(context);
    around.put("traits", traits);
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("properties", properties);
    all.put("context", around);
    return new Item(all, sent, channel, null);
  }

  private Message put(Map<String, Object> into, String name, @Nullable Object value) {
    if (value != null && !(value instanceof String text && Fields.text(text) == null)) {
      into.put(name, value);
    }
    return this;
  }
}
