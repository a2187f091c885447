package dev.leadlight.feedback.significance;

/**
 * How many it takes to see a difference of two rates, by the normal approximation (Fleiss, Levin
 * and Paik, Statistical Methods for Rates and Proportions, 2003, chapter 4).
 *
 * @param confidence of the two-sided test with one look
 * @param power the probability to see a difference that is there, between 0 and 1
 */
public record Power(Confidence confidence, double power) {

  /** What is usual. */
  public static final Power USUAL = new Power(Confidence.USUAL, 0.8);

  /**
   * How many of the base group it takes.
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
    double mean = (baseRate + ratio * otherRate) / (1 + ratio);
    double whenEqual = confidence.z() * Math.sqrt((1 + ratio) * mean * (1 - mean));
    double beta = Confidence.STANDARD_NORMAL.inverseCumulativeProbability(power);
    double whenDifferent =
        beta * Math.sqrt(ratio * baseRate * (1 - baseRate) + otherRate * (1 - otherRate));
    double root = whenEqual + whenDifferent;
    return (long) Math.ceil(root * root / (ratio * difference * difference));
  }
}
