package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Clv;
import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a customer will still spend: BG/NBD for how often (Fader, Hardie and Lee, "Counting Your
 * Customers the Easy Way", Marketing Science 24, 2005, equation 10), gamma-gamma for how much (the
 * same, "RFM and CLV", Journal of Marketing Research 42, 2005). A customer buys at a rate of their
 * own until they leave, which may happen after each order; the parameters say how customers differ
 * in both. Little history is drawn to what is usual, much history speaks for itself.
 *
 * @param alive probability that the customer has not left
 * @param orders expected within the horizon
 * @param averageOrder expected net value of an order
 */
public record LifetimeValue(double alive, double orders, double averageOrder) {

  private static final double DAY = Evidence.DAY;
  private static final int MOST_TERMS = 10_000;
  private static final double NEGLIGIBLE = 1e-12;
  private static final double NEXT_TO = 2e-6;

  /**
   * The estimate as of a moment; empty for somebody who has not bought, and where the parameters
   * lead beyond all numbers.
   */
  static Optional<LifetimeValue> at(long at, Purchases purchases, Exchange exchange, Clv clv) {
    long first = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    int count = 0;
    int priced = 0;
    double sum = 0;
    for (Order order : purchases.inTime()) {
      if (order.at() > at || purchases.isPaidBack(order, at, exchange)) {
        continue; // an order that was paid back whole is none
      }
      first = count == 0 ? order.at() : first;
      last = order.at();
      count++;
      double net = purchases.net(order, at, exchange).map(BigDecimal::doubleValue).orElse(0.0);
      priced += net > 0 ? 1 : 0;
      sum += net;
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(of(clv, count, (last - first) / DAY, (at - first) / DAY, priced, sum))
            .filter(LifetimeValue::isFinite);
  }

  /**
   * The estimate from the figures of a history.
   *
   * @param orders so far, the first included
   * @param lastDays from the first order to the last
   * @param ageDays from the first order to now
   * @param priced orders of which is known what they came to; the others tell how often alone
   * @param sum net value of those
   */
  static LifetimeValue of(
      Clv clv, int orders, double lastDays, double ageDays, int priced, double sum) {
    int repeats = orders - 1;
    double alive = alive(clv, repeats, lastDays, ageDays);
    double horizon = clv.horizon().toMillis() / DAY;
    return new LifetimeValue(
        alive,
        alive * expectedIfAlive(clv, repeats, ageDays, horizon),
        // Of one order, too, something is known: the first one counts.
        (clv.p() * (clv.gamma() + sum)) / (clv.p() * priced + clv.q() - 1));
  }

  private static double alive(Clv clv, int repeats, double lastDays, double ageDays) {
    if (repeats == 0) {
      return 1; // BG/NBD: nobody leaves before the first repeat
    }
    double silence = (clv.alphaDays() + ageDays) / (clv.alphaDays() + lastDays);
    return 1 / (1 + clv.a() / (clv.b() + repeats - 1) * Math.pow(silence, clv.r() + repeats));
  }

  private static double expectedIfAlive(Clv clv, int repeats, double ageDays, double horizon) {
    double shape = clv.r() + repeats;
    double a = isNothing(clv.a() - 1) || isNothing(c(clv.a(), clv, repeats)) ? NEXT_TO : 0;
    a += clv.a();
    double scale = clv.alphaDays() + ageDays;
    double still = still(shape, clv.b() + repeats, c(a, clv, repeats), scale / (scale + horizon));
    return c(a, clv, repeats) / (a - 1) * (1 - still);
  }

  private static double c(double a, Clv clv, int repeats) {
    return a + clv.b() + repeats - 1;
  }

  /** The formula divides by it. */
  private static boolean isNothing(double divisor) {
    return Math.abs(divisor) < NEXT_TO / 2;
  }

  /**
   * rest^a × 2F1(a, b; c; 1 − rest). After many orders the function is too large for a number and
   * the power too small; by Euler's transformation both are of a usual size.
   */
  private static double still(double a, double b, double c, double rest) {
    return a + b > c
        ? Math.pow(rest, c - b) * hypergeometric(c - a, c - b, c, 1 - rest)
        : Math.pow(rest, a) * hypergeometric(a, b, c, 1 - rest);
  }

  /** Gauss's 2F1 by its series, which converges for z in [0, 1). */
  private static double hypergeometric(double a, double b, double c, double z) {
    double sum = 1;
    double term = 1;
    for (int n = 0; n < MOST_TERMS && Math.abs(term) > NEGLIGIBLE * Math.abs(sum); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }

  private boolean isFinite() {
    return Double.isFinite(alive) && Double.isFinite(orders) && Double.isFinite(averageOrder);
  }
}
