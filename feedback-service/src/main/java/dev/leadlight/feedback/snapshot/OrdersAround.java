package dev.leadlight.feedback.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's orders on both sides of a snapshot.
 *
 * @param before how many are known up to its moment, that included
 * @param latestBefore the latest of those; null if there is none
 * @param after how many followed within the horizon
 * @param firstAfter the first of those; null if there is none
 */
public record OrdersAround(
    long before, @Nullable Instant latestBefore, long after, @Nullable Instant firstAfter) {}
