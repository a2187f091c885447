package dev.leadlight.ingest.intake;

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
 */
public record Item(@Nullable Map<String, ?> fields, ByteBuffer sent) {

  public int size() {
    return sent.remaining();
  }

  /** The message as it was sent, cut to so many bytes. */
  public String text(int maxBytes) {
    ByteBuffer part = sent.slice(0, Math.min(size(), maxBytes));
    return StandardCharsets.UTF_8.decode(part).toString();
  }
}
