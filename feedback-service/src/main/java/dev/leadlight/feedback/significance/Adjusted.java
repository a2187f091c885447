package dev.leadlight.feedback.significance;

/**
 * A group's amounts beside what the same people brought before the experiment, to take out of the
 * comparison how different they were anyway: CUPED (Deng, Xu, Kohavi and Walker, WSDM 2013).
 *
 * @param during amounts since the experiment began for them
 * @param before amounts of the same people in a period of the same length before that
 * @param products the sum of the products of both
 */
public record Adjusted(Sums during, Sums before, double products) {

  private double covariance() {
    long count = during.count();
    return count < 2 ? 0 : (products - during.sum() * before.sum() / count) / (count - 1);
  }

  /**
   * The difference of the means that remains, with the smaller scatter.
   *
   * @param reduction how much of the estimate's variance is gone, 0 to 1
   */
  public record Remaining(Difference difference, double reduction) {}

  /** Compares two groups; without a difference in the past, of people or amounts, as Welch does. */
  public static Remaining difference(Adjusted base, Adjusted other, Confidence confidence) {
    double spread = base.before.variance() + other.before.variance();
    double theta = spread == 0 ? 0 : (base.covariance() + other.covariance()) / spread;
    Sums adjustedBase = base.less(theta);
    Sums adjustedOther = other.less(theta);
    double plain = base.during.varianceOfMean() + other.during.varianceOfMean();
    Difference difference = Difference.of(adjustedBase, adjustedOther, confidence);
    double reduction = plain > 0 ? Math.max(0, 1 - difference.variance() / plain) : 0;
    return new Remaining(difference, reduction);
  }

  /** Amounts less θ × amount before, whose overall mean would cancel out in a difference. */
  private Sums less(double theta) {
    long count = during.count();
    double mean = during.mean() - theta * before.mean();
    double variance =
        Math.max(
            0, during.variance() + theta * theta * before.variance() - 2 * theta * covariance());
    double sum = mean * count;
    return new Sums(count, sum, variance * (count - 1) + sum * sum / count);
  }
}
