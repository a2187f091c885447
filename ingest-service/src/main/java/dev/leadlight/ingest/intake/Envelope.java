package dev.leadlight.ingest.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says once for all its messages; a message's own word wins.
 *
 * @param context defaults, key by key, of each message's {@code context}
 * @param bytes size of {@code context} as it was sent
 * @param sentAt device clock when the request left; null unless it can be read
 */
public record Envelope(Map<String, ?> context, int bytes, @Nullable Instant sentAt) {

  /** Says nothing: the envelope of a message that comes alone. */
  public static final Envelope NONE = new Envelope(Map.of(), 0, null);
}
