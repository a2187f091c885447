package dev.leadlight.routing.delivery.shell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries of a destination are in a state.
 *
 * @param deliveries at most {@value #MOST}, which then means: or more
 * @param oldestDueAt when the first of those that wait was, or is, due; null for dead ones
 */
public record QueueDepth(
    String destination, String state, long deliveries, @Nullable Instant oldestDueAt) {

  /** Where counting ends. */
  public static final int MOST = 10_000;
}
