package dev.leadlight.feedback.significance;

/**
 * So many of so many.
 *
 * @param successes 0 to {@code trials}
 */
public record Proportion(long successes, long trials) {

  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
  }

  /** 0 to 1; not a number without trials. */
  public double rate() {
    return (double) successes / trials;
  }

  /** Of the rate's estimate. */
  double variance() {
    return rate() * (1 - rate()) / trials;
  }

  /** The same of one success and one failure more, so never 0 and always a number. */
  double cautiousVariance() {
    return new Proportion(successes + 1, trials + 2).variance();
  }

  /** Wilson's score interval (1927), which also holds for few trials and rates near 0 and 1. */
  public Interval wilson(Confidence confidence) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double z = confidence.z();
    double spread = z * z / trials;
    double centre = (rate() + spread / 2) / (1 + spread);
    double margin = z * Math.sqrt(variance() + spread / (4 * trials)) / (1 + spread);
    return new Interval(Math.max(0, centre - margin), Math.min(1, centre + margin));
  }
}
