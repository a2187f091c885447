package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a delivery.
 *
 * @param fields parsed JSON: maps, lists, text, numbers, booleans, nulls; null if it isn't an
 *     object
 * @param sent the message as the sender wrote it, which is what a refusal keeps: JSON, a row of a
 *     file, a vendor's body
 * @param channel where the door knows it was picked up, whatever signal and source say; null if
 *     they decide. Never a sender's own word
 * @param refusal why the door itself refuses it; null if it is to be judged
 * @param place where in the request it stood, as a fragment of the endpoint's address: {@code
 *     #row=17}; empty if the request was about nothing else
 */
public record Item(
    @Nullable Map<String, ?> fields,
    ByteBuffer sent,
    @Nullable Channel channel,
    Verdict.@Nullable Rejected refusal,
    String place) {

  /** A message of a request that is about nothing else. */
  public Item(
      @Nullable Map<String, ?> fields,
      ByteBuffer sent,
      @Nullable Channel channel,
      Verdict.@Nullable Rejected refusal) {
    this(fields, sent, channel, refusal, "");
  }

  /** A message to be judged by what it says. */
  public Item(@Nullable Map<String, ?> fields, ByteBuffer sent) {
    this(fields, sent, null, null);
  }

  /** A message that its door refuses, so that the refusal is kept and counted like all others. */
  public static Item refused(RejectionReason reason, String pointer, ByteBuffer sent) {
    return new Item(null, sent, null, new Verdict.Rejected(reason, pointer), "");
  }

  /** The same with the place where it stood. */
  public Item at(String fragment) {
    return new Item(fields, sent, channel, refusal, fragment);
  }

  public int size() {
    return sent.remaining();
  }

  /** The message as it was sent, cut to so many bytes. */
  public String text(int maxBytes) {
    ByteBuffer part = sent.slice(0, Math.min(size(), maxBytes));
    return StandardCharsets.UTF_8.decode(part).toString();
  }
}
