package dev.leadlight.local.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One match of a rule of the starter scorecard, as a person with a pocket calculator would note it.
 *
 * @param at the moment of the match
 * @param points when fresh
 * @param fading how they get less
 */
public record Evidence(Instant at, double points, Fading fading) {

  /** Points left at a moment; none before the match. */
  double pointsAt(Instant now) {
    return now.isBefore(at) ? 0 : points * fading.factor(Duration.between(at, now));
  }

  /** How points get less. Losses by silence begin after 30 days, later than simulations last. */
  public enum Fading {
    NOT_YET(Duration.ZERO),
    HALF_IN_A_FORTNIGHT(Duration.ofDays(14)),
    HALF_IN_A_MONTH(Duration.ofDays(30));

    private final Duration halfLife;

    Fading(Duration halfLife) {
      this.halfLife = halfLife;
    }

    private double factor(Duration age) {
      return halfLife.isZero() ? 1 : Math.pow(0.5, (double) age.toMillis() / halfLife.toMillis());
    }
  }
}
