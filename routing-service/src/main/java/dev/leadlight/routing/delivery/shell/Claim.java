package dev.leadlight.routing.delivery.shell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this replica may send until its lease ends.
 *
 * @param parameters of the verb, as JSON
 * @param change the tier change as JSON
 * @param until end of the lease, which also proves the claim
 */
record Claim(
    String id,
    String destination,
    String verb,
    String parameters,
    String leadId,
    int step,
    Instant plannedAt,
    @Nullable Instant expiresAt,
    Instant until,
    String change) {}
