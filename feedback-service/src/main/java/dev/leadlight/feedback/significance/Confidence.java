package dev.leadlight.feedback.significance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How sure one wants to be.
 *
 * @param level between 0 and 1: the share of such intervals that hold the truth
 */
public record Confidence(double level) {

  /** What is usual. */
  public static final Confidence USUAL = new Confidence(0.95);

  static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  public Confidence {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a confidence is between 0 and 1: " + level);
    }
  }

  /** The share of false alarms that is put up with. */
  public double alpha() {
    return 1 - level;
  }

  /**
   * For each of several comparisons, so that all of them together raise no more false alarms
   * (Bonferroni).
   */
  public Confidence sharedAmong(int comparisons) {
    return new Confidence(1 - alpha() / comparisons);
  }

  /** How many standard errors lie on each side of an estimate. */
  double z() {
    return STANDARD_NORMAL.inverseSurvivalProbability(alpha() / 2);
  }

  /** Two-sided, of a statistic that is standard normal if there is no difference. */
  static double pValue(double z) {
    return Math.min(1, 2 * STANDARD_NORMAL.survivalProbability(Math.abs(z)));
  }
}
