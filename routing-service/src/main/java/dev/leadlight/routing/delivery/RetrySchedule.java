package dev.leadlight.routing.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to try again.
 *
 * @param waits between attempts; their number is the number of retries
 * @param jitter share by which a wait varies in both directions, 0 to 1, so that deliveries that
 *     failed together do not return together
 * @param longestWait the most that a destination's own wish for a pause can get
 */
public record RetrySchedule(List<Duration> waits, double jitter, Duration longestWait) {

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("jitter is a share between 0 and 1");
    }
  }

  /**
   * The wait before the next attempt; empty when the schedule is exhausted.
   *
   * @param step how many waits have been used up
   * @param notBefore what the destination asked for, if it did; never shortens the wait
   * @param chance in [0, 1)
   */
  public Optional<Duration> wait(int step, @Nullable Duration notBefore, double chance) {
    if (step >= waits.size()) {
      return Optional.empty();
    }
    double factor = 1 + jitter * (2 * chance - 1);
    Duration wait = Duration.ofMillis(Math.round(waits.get(step).toMillis() * factor));
    return Optional.of(notBefore == null ? wait : longer(wait, shorter(notBefore, longestWait)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
