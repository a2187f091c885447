package dev.leadlight.routing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some of the dead letters: what is null does not matter, all else has to hold.
 *
 * @param reason its code
 * @param plannedFrom at that moment or later
 * @param plannedBefore earlier than that moment
 */
public record DeadLetters(
    @Nullable String destination,
    @Nullable String reason,
    @Nullable String playbook,
    @Nullable Instant plannedFrom,
    @Nullable Instant plannedBefore) {}
