package dev.leadlight.routing.playbook;

import java.time.LocalTime;

/**
 * Hours of the day in which nothing is sent, by the clock on the lead's wall.
 *
 * @param from first quiet moment
 * @param to first moment after; earlier than {@code from} if the hours run past midnight
 * @param otherwise what becomes of what falls into them
 */
public record QuietHours(LocalTime from, LocalTime to, Otherwise otherwise) {

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours need two different ends");
    }
  }

  /** What becomes of what falls into quiet hours. */
  public enum Otherwise {
    /** It waits for their end. */
    DEFER,
    /** It is left out, and recorded so. */
    DROP
  }
}
