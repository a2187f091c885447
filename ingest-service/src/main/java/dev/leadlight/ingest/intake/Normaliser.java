package dev.leadlight.ingest.intake;

import static java.util.Objects.requireNonNull;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.event.SignalCatalogue;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages as SDKs send them into events, or refuses them with a reason. The address of the
 * sender ({@code context.ip}) is nowhere carried on.
 *
 * @param source who sent the messages
 * @param receivedAt our clock when the request came
 * @param freshIds ids for messages without a {@code messageId}
 */
public record Normaliser(Source source, Instant receivedAt, Supplier<String> freshIds) {

  private static final int LONGEST_ID = 100;
  private static final int LONGEST_EVENT_NAME = 200;

  /**
   * Judges one message.
   *
   * @param endpoint the call of a typed endpoint, which wins over the message's {@code type}; null
   *     for batches
   * @param channel where the door knows it was picked up; null if signal or source decide
   */
  public Verdict normalise(
      Map<String, ?> fields,
      @Nullable Call endpoint,
      Envelope envelope,
      @Nullable Channel channel) {
    RejectionReason fault = Shape.fault(fields);
    RejectionReason faultOfBatch = Shape.fault(envelope.context());
    if (fault != null || faultOfBatch != null) {
      return new Verdict.Rejected(fault == null ? requireNonNull(faultOfBatch) : fault, "");
    }
    Optional<Call> call = endpoint == null ? callOf(fields) : Optional.of(endpoint);
    return call.map(known -> normalise(known, TrackingMessage.of(fields, envelope), channel))
        .orElseGet(() -> new Verdict.Rejected(RejectionReason.UNKNOWN_TYPE, "/type"));
  }

  private static Optional<Call> callOf(Map<String, ?> fields) {
    String type = Fields.text(fields.get("type"));
    return type == null ? Optional.empty() : Call.ofType(type);
  }

  private Verdict normalise(Call call, TrackingMessage message, @Nullable Channel channel) {
    Verdict.Rejected refusal = missing(call, message);
    if (refusal != null) {
      return refusal;
    }
    Signal signal = signal(call, message);
    if (signal == null) {
      return new Verdict.Rejected(RejectionReason.MISSING_EVENT, "/event");
    }
    boolean isNobodys = signal.equals(Signal.FOOTFALL);
    // SDKs can't send without an identity, and then it is that of the sensor.
    Map<String, ?> traits = isNobodys ? Map.of() : message.personTraits(call);
    List<Identity> identities = isNobodys ? List.of() : Identities.of(call, message, traits);
    return identities.isEmpty() && !isNobodys
        ? new Verdict.Rejected(RejectionReason.MISSING_IDENTITY, "")
        : new Verdict.Accepted(
            event(
                call,
                message,
                signal,
                channel == null ? channel(signal) : channel,
                identities,
                traits));
  }

  private static Verdict.@Nullable Rejected missing(Call call, TrackingMessage message) {
    return switch (call) {
      case TRACK -> {
        String name = message.text("event");
        yield name != null && name.length() > LONGEST_EVENT_NAME
            ? new Verdict.Rejected(RejectionReason.EVENT_NAME_TOO_LONG, "/event")
            : null;
      }
      case GROUP ->
          message.text("groupId") == null
              ? new Verdict.Rejected(RejectionReason.MISSING_GROUP, "/groupId")
              : null;
      case ALIAS ->
          message.text("previousId") == null
              ? new Verdict.Rejected(RejectionReason.MISSING_PREVIOUS_ID, "/previousId")
              : null;
      case IDENTIFY, PAGE, SCREEN -> null;
    };
  }

  /** Null if a track message names no event, or by signs alone. */
  private static @Nullable Signal signal(Call call, TrackingMessage message) {
    Signal fixed = call.signal();
    if (fixed != null) {
      return fixed;
    }
    String name = message.text("event");
    return name == null || !hasLetterOrDigit(name) ? null : Signal.ofEventName(name);
  }

  private static boolean hasLetterOrDigit(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.isLetterOrDigit(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private ShopperEvent event(
      Call call,
      TrackingMessage message,
      Signal signal,
      Channel channel,
      List<Identity> identities,
      Map<String, ?> traits) {
    Map<String, ?> properties = message.eventProperties(call);
    return new ShopperEvent(
        id(message.text("messageId")),
        signal,
        identities,
        channel,
        source.name(),
        occurredAt(message),
        receivedAt,
        shortText(message.context().get("sessionId")),
        untyped(properties),
        untyped(message.contextObject("page")),
        untyped(traits),
        Consent.of(signal, channel, message.context()),
        Money.value(signal, properties),
        Money.currency(properties));
  }

  /** Sent ids are kept, so that a repeat is known as one; very long ones by their digest. */
  private String id(@Nullable String sent) {
    if (sent == null) {
      return freshIds.get();
    }
    return sent.length() <= LONGEST_ID ? sent : Sha256.hex(sent);
  }

  private Channel channel(Signal signal) {
    return SignalCatalogue.standard()
        .find(signal)
        .map(SignalCatalogue.Entry::channel)
        .orElse(source.channel());
  }

  private Instant occurredAt(TrackingMessage message) {
    Instant timestamp = Timestamps.parse(message.fields().get("timestamp"));
    if (timestamp == null) {
      timestamp = Timestamps.parse(message.fields().get("originalTimestamp"));
    }
    return ClockSkew.corrected(timestamp, message.sentAt(), receivedAt);
  }

  private static @Nullable String shortText(@Nullable Object sent) {
    String text = Fields.text(sent);
    return text == null || text.length() > LONGEST_ID ? null : text;
  }

  /** The event's own maps allow any value but know their keys. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> untyped(Map<String, ?> map) {
    return (Map<String, Object>) map;
  }
}
