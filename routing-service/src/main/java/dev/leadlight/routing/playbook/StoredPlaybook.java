package dev.leadlight.routing.playbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a playbook.
 *
 * @param version 1 for the first, one more with each change
 * @param document as JSON; null if this version deletes it
 * @param changedBy who made this version
 * @param reason why; empty text if nobody said
 */
public record StoredPlaybook(
    String id,
    int version,
    @Nullable String document,
    Instant changedAt,
    String changedBy,
    String reason) {}
