package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.ingest.intake.Call;
import dev.leadlight.ingest.intake.Envelope;
import dev.leadlight.ingest.intake.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, parsed but not judged.
 *
 * @param call of a typed endpoint; null for a batch, whose messages say themselves
 * @param writeKey the body's own, or that of its first message that has one
 * @param items their bytes are views of the body
 */
record Submission(
    @Nullable Call call, Envelope envelope, @Nullable String writeKey, List<Item> items) {}
