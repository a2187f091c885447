package dev.leadlight.routing.delivery;

import java.time.LocalTime;

/**
 * Hours of a day, by the clock on a wall.
 *
 * @param from first moment within
 * @param to first moment after; not later than {@code from} if the hours run past midnight, and
 *     equal to it if they are the whole day
 */
public record DaySpan(LocalTime from, LocalTime to) {

  /** Whether the clock shows a time within. */
  public boolean contains(LocalTime time) {
    return runsPastMidnight()
        ? !time.isBefore(from) || time.isBefore(to)
        : !time.isBefore(from) && time.isBefore(to);
  }

  /** Whether what begins on one day ends on the next. */
  public boolean runsPastMidnight() {
    return !from.isBefore(to);
  }
}
