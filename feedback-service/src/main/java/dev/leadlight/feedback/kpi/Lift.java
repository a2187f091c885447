package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Cell.Sum;
import dev.leadlight.feedback.significance.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How much more often than on any day leads order within {@link #HORIZON_DAYS} days after a day on
 * which a signal was there.
 *
 * @param bought of the days on which the signal was there: those that an order followed
 * @param value rate of those by the rate of all days; 1 if the signal tells nothing, null if too
 *     few
 * @param interval of the value, with the rate of all days taken as known; null if too few
 * @param tooFew whether fewer than {@link #LEAST_EXPECTED} orders were to be expected if the signal
 *     told nothing
 */
public record Lift(
    Share bought, @Nullable Double value, @Nullable Interval interval, boolean tooFew) {

  /** How long after a day an order counts. */
  public static final int HORIZON_DAYS = 30;

  /** As is usual for shares to be told from each other. */
  static final int LEAST_EXPECTED = 5;

  /**
   * Of days and, as their amount, those that an order followed.
   *
   * @param shown with the signal
   * @param all with it or without
   */
  static Lift of(Sum shown, Share all) {
    Share bought = days(shown);
    Double usual = all.rate();
    if (usual == null || usual * shown.n() < LEAST_EXPECTED || bought.interval() == null) {
      return new Lift(bought, null, null, true);
    }
    return new Lift(
        bought,
        bought.rate() == null ? null : bought.rate() / usual,
        new Interval(bought.interval().low() / usual, bought.interval().high() / usual),
        false);
  }

  /** The share of days that an order followed. */
  static Share days(Sum days) {
    return Share.of(days.amount().longValue(), days.n());
  }
}
