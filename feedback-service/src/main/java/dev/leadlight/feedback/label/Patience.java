package dev.leadlight.feedback.label;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long an errand waits for its next try. Vendors show a record some seconds after they tell of
 * it.
 *
 * @param waits after the first try, the second, …; after the last one there is no further try
 */
public record Patience(List<Duration> waits) {

  private static final Duration LONGEST = Duration.ofHours(24);

  public Patience {
    waits = List.copyOf(waits);
  }

  /**
   * The wait after so many tries, longer if the vendor asks for it; empty if it was the last.
   *
   * @param tries 1 or more
   */
  public Optional<Duration> after(int tries, Duration asked) {
    if (tries > waits.size()) {
      return Optional.empty();
    }
    Duration own = waits.get(tries - 1);
    Duration longer = own.compareTo(asked) < 0 ? asked : own;
    return Optional.of(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
  }
}
