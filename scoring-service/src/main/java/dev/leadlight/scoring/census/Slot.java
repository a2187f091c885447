package dev.leadlight.scoring.census;

import java.time.Duration;
import java.time.Instant;

/**
 * A period in which the customers are counted once.
 *
 * @param number of the periods since 1970
 * @param every how long one is
 */
public record Slot(long number, Duration every) {

  /** The period that a moment lies in. */
  public static Slot at(Instant now, Duration every) {
    return new Slot(Math.floorDiv(now.toEpochMilli(), every.toMillis()), every);
  }

  /** When it began, which is also the version of what is counted in it. */
  public Instant start() {
    return Instant.ofEpochMilli(number * every.toMillis());
  }
}
