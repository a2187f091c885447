package dev.leadlight.routing.assignment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a rep stands in the rotation.
 *
 * @param owed leads that the rep should have had so far less those it got: above 0 the rep is
 *     behind, below 0 ahead
 * @param day the rep's calendar day that {@code today} counts
 * @param today leads given on that day
 * @param parked not counted in, because it did not answer
 */
public record Standing(double owed, @Nullable LocalDate day, int today, boolean parked) {

  /** Most leads that somebody who was away gets out of turn. */
  private static final double MOST_OWED_ON_RETURN = 1;

  /** Of somebody new. */
  public static final Standing NEW = new Standing(0, null, 0, false);

  int takenOn(LocalDate today) {
    return today.equals(day) ? this.today : 0;
  }

  Standing entitledTo(double share) {
    return new Standing(owed + share, day, today, parked);
  }

  /** One lead more. */
  Standing taking(LocalDate on) {
    return new Standing(owed - 1, on, takenOn(on) + 1, parked);
  }

  /** A lead was taken away: it counts as if it had never been given. */
  public Standing credited(LocalDate on) {
    return new Standing(owed + 1, day, on.equals(day) ? Math.max(0, today - 1) : today, parked);
  }

  /** Out of the rotation until somebody says otherwise. */
  public Standing parking() {
    return new Standing(owed, day, today, true);
  }

  /**
   * Back in the rotation. What piled up by credit is not caught up on at once: nobody is flooded on
   * return.
   */
  public Standing returning() {
    return new Standing(Math.min(owed, MOST_OWED_ON_RETURN), day, today, false);
  }
}
