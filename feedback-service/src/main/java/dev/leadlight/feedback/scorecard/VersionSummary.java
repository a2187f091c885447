package dev.leadlight.feedback.scorecard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a card's history.
 *
 * @param publishedAt when the topic had it; null while it waits for Kafka
 * @param isInForce whether leads are scored by it now
 */
public record VersionSummary(
    int version,
    String by,
    String reason,
    Instant storedAt,
    @Nullable Instant publishedAt,
    boolean isInForce,
    Origin origin) {}
