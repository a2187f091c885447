package dev.leadlight.routing.assignment;

import java.time.LocalTime;

/**
 * A stretch of a working day by the clock on the wall.
 *
 * @param to exclusive; midnight means the end of the day
 */
public record Block(LocalTime from, LocalTime to) {

  public Block {
    if (!endsAtMidnight(to) && !from.isBefore(to)) {
      throw new IllegalArgumentException("a block ends after it begins, on the same day");
    }
  }

  boolean endsAtMidnight() {
    return endsAtMidnight(to);
  }

  private static boolean endsAtMidnight(LocalTime to) {
    return to.equals(LocalTime.MIDNIGHT);
  }
}
