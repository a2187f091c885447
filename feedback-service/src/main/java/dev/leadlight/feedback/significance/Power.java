package dev.leadlight.feedback.significance;

/**
 * How many it takes until a difference of two rates is seen by who may look at any time, by {@link
 * AlwaysValid}. That is about twice as many as for a test with a single look.
 *
 * @param confidence of the two-sided test
 * @param power the probability to see a difference that is there, between 0 and 1
 */
public record Power(Confidence confidence, double power) {

  /** Each brings it closer by a factor of ten or so. */
  private static final int STEPS = 20;

  /**
   * How many of the base group it takes, if the difference is as large as the mixture of {@link
   * AlwaysValid} is wide.
   *
   * @param baseRate between 0 and 1
   * @param otherRate another one
   * @param ratio size of the other group over that of the base group
   * @return at least 1; {@link Long#MAX_VALUE} if the rates are equal
   */
  public long baseSize(double baseRate, double otherRate, double ratio) {
    double difference = Math.abs(otherRate - baseRate);
    if (difference == 0) {
      return Long.MAX_VALUE;
    }
    double scatter = baseRate * (1 - baseRate) + otherRate * (1 - otherRate) / ratio;
    return (long) Math.ceil(Math.max(1, errors() * scatter / (difference * difference)));
  }

  /**
   * How many times its estimate's variance the square of the difference has to be, r. Λ exceeds 1 /
   * α where the estimate lies √((1 + 1/r) (ln(1 + r) − 2 ln α)) standard errors off; the true
   * difference has to lie further by those of the power.
   */
  private double errors() {
    double further = Confidence.STANDARD_NORMAL.inverseCumulativeProbability(power);
    double r = 1;
    for (int step = 0; step < STEPS; step++) {
      double threshold =
          Math.sqrt((1 + 1 / r) * (Math.log1p(r) - 2 * Math.log(confidence.alpha())));
      r = (further + threshold) * (further + threshold);
    }
    return r;
  }
}
