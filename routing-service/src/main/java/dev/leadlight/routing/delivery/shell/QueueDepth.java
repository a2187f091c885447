package dev.leadlight.routing.delivery.shell;

import java.time.Instant;

/**
 * How many deliveries of a destination are in a state.
 *
 * @param oldestDueAt when the first of them was, or is, due
 */
public record QueueDepth(String destination, String state, long deliveries, Instant oldestDueAt) {}
