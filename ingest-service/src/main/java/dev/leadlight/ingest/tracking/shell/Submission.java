package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.tracking.Call;
import dev.leadlight.ingest.tracking.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, parsed but not judged.
 *
 * @param call of a typed endpoint; null for a batch, whose messages say themselves
 * @param contextBytes size of what the batch says for each of its messages
 * @param writeKey the body's own, or that of its first message that has one
 */
record Submission(
    @Nullable Call call,
    Envelope envelope,
    int contextBytes,
    @Nullable String writeKey,
    List<Item> items) {

  /**
   * One message.
   *
   * @param fields null if it isn't an object
   * @param sent the message as it was sent, a view of the request's body
   */
  record Item(@Nullable Map<String, ?> fields, ByteBuffer sent) {

    int size() {
      return sent.remaining();
    }

    /** The message as it was sent, cut to so many bytes. */
    String text(int maxBytes) {
      ByteBuffer part = sent.slice(0, Math.min(size(), maxBytes));
      return StandardCharsets.UTF_8.decode(part).toString();
    }
  }
}
