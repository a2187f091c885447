package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, parsed but not judged.
 *
 * @param call of a typed endpoint; null for a batch, whose messages say themselves
 * @param writeKey the body's own, or that of its first message that has one
 * @param items their bytes are views of the body
 * @param problem what is wrong with the body as a whole; then its items are refusals
 */
record Submission(
    @Nullable Call call,
    Envelope envelope,
    @Nullable String writeKey,
    List<Item> items,
    @Nullable ProblemException problem) {

  Submission(@Nullable Call call, Envelope envelope, @Nullable String writeKey, List<Item> items) {
    this(call, envelope, writeKey, items, null);
  }

  /** A body that cannot be used at all, kept as one refused message. */
  static Submission refused(
      RejectionReason reason, @Nullable String writeKey, byte[] body, ProblemException problem) {
    Item item = Item.refused(reason, "", ByteBuffer.wrap(body));
    return new Submission(null, Envelope.NONE, writeKey, List.of(item), problem);
  }

  /** The same, none of whose messages may enter. */
  Submission refused(RejectionReason reason, ProblemException because) {
    List<Item> refused = items.stream().map(item -> Item.refused(reason, "", item.sent())).toList();
    return new Submission(call, Envelope.NONE, writeKey, refused, because);
  }
}
