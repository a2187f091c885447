package dev.leadlight.feedback.significance;

/**
 * What may be said about a difference however often one looks and whenever one stops: the mixture
 * sequential probability ratio test (Robbins 1970; for experiments Johari, Koomen, Pekelis and
 * Walsh, Operations Research 70, 2022).
 *
 * <p>Instead of one alternative it weighs all of them, by a normal distribution around no
 * difference. The likelihood ratio Λ of that mixture against no difference exceeds 1 / α at any
 * time with a probability of at most α if there is none (Ville's inequality). So 1 / Λ is a p-value
 * at every look, and the differences for which it stays above α are an interval at every look. The
 * price is a wider interval than that of a test with a single look.
 *
 * @param pValue 0 to 1, of this look; the least of all looks so far is valid as well
 */
public record AlwaysValid(double pValue, Interval interval) {

  /** Nothing can be said yet. */
  public static final AlwaysValid UNDECIDED = new AlwaysValid(1, Interval.UNBOUNDED);

  /**
   * Of a difference whose estimate is roughly normal.
   *
   * @param typicalEffect the standard deviation of the mixture: about the size of the differences
   *     that one hopes for. It makes the test quick for such ones, and never makes it wrong
   */
  public static AlwaysValid of(
      double estimate, double variance, double typicalEffect, Confidence confidence) {
    if (!(variance > 0)) {
      return UNDECIDED;
    }
    double mixture = typicalEffect * typicalEffect;
    double total = variance + mixture;
    double logRatio =
        0.5 * Math.log(variance / total) + mixture * estimate * estimate / (2 * variance * total);
    double margin =
        Math.sqrt(
            variance
                * total
                / mixture
                * (Math.log(total / variance) - 2 * Math.log(confidence.alpha())));
    return new AlwaysValid(Math.min(1, Math.exp(-logRatio)), Interval.around(estimate, margin));
  }

  /** The same of a difference that was computed for a single look. */
  public static AlwaysValid of(Difference difference, double typicalEffect, Confidence confidence) {
    return of(difference.estimate(), difference.variance(), typicalEffect, confidence);
  }
}
