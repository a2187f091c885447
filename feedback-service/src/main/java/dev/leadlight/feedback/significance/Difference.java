package dev.leadlight.feedback.significance;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * By how much one group's figure exceeds another's, looked at once.
 *
 * @param variance of the estimate; of two proportions that of Agresti and Caffo, above 0 though
 *     nobody or everybody of a group did it
 * @param pValue how often a difference at least as large comes about although there is none, 0 to
 *     1; it holds if one looks once, at a moment chosen beforehand
 */
public record Difference(double estimate, double variance, Interval interval, double pValue) {

  /** Nothing is known. */
  public static final Difference UNKNOWN =
      new Difference(Double.NaN, Double.NaN, Interval.UNBOUNDED, 1);

  /**
   * How many of each group must have spent something before their means are compared. Of a few who
   * spent alike, or of none, the scatter comes out far too small, and chance is taken for a
   * difference.
   */
  public static final long LEAST_SPENDERS = 30;

  /**
   * Of two proportions: the test with the pooled variance, and Newcombe's interval from the two
   * Wilson intervals (Statistics in Medicine 17, 1998, method 10). The variance has one success and
   * one failure more in each group (Agresti and Caffo, The American Statistician 54, 2000): the
   * plain one is 0 for a small group in which nothing has happened yet.
   */
  public static Difference of(Proportion base, Proportion other, Confidence confidence) {
    if (base.trials() == 0 || other.trials() == 0) {
      return UNKNOWN;
    }
    double estimate = other.rate() - base.rate();
    double pooled =
        (double) (base.successes() + other.successes()) / (base.trials() + other.trials());
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / base.trials() + 1.0 / other.trials()));
    Interval of = other.wilson(confidence);
    Interval against = base.wilson(confidence);
    Interval interval =
        new Interval(
            estimate - Math.hypot(other.rate() - of.low(), against.high() - base.rate()),
            estimate + Math.hypot(of.high() - other.rate(), base.rate() - against.low()));
    return new Difference(
        estimate,
        base.cautiousVariance() + other.cautiousVariance(),
        interval,
        error == 0 ? 1 : Confidence.pValue(estimate / error));
  }

  /** Of two means, whose amounts may scatter differently: Welch's test and interval (1947). */
  public static Difference of(Sums base, Sums other, Confidence confidence) {
    double variance = base.varianceOfMean() + other.varianceOfMean();
    if (base.count() < 2 || other.count() < 2 || variance == 0) {
      return new Difference(other.mean() - base.mean(), variance, Interval.UNBOUNDED, 1);
    }
    double estimate = other.mean() - base.mean();
    TTest.Result welch =
        TTest.withDefaults()
            .with(DataDispersion.HETEROSCEDASTIC)
            .test(
                other.mean(),
                other.variance(),
                other.count(),
                base.mean(),
                base.variance(),
                base.count());
    double t =
        TDistribution.of(welch.getDegreesOfFreedom())
            .inverseSurvivalProbability(confidence.alpha() / 2);
    return new Difference(
        estimate, variance, Interval.around(estimate, t * Math.sqrt(variance)), welch.getPValue());
  }

  /** This one, of means, if enough of both groups have spent something; else nothing is known. */
  public Difference ofSpenders(long base, long other) {
    return Math.min(base, other) < LEAST_SPENDERS ? UNKNOWN : this;
  }
}
