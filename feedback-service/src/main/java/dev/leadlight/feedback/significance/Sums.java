package dev.leadlight.feedback.significance;

/**
 * Amounts, summed up.
 *
 * @param count how many, those of 0 included
 * @param squares the sum of their squares
 */
public record Sums(long count, double sum, double squares) {

  /** Not a number without amounts. */
  public double mean() {
    return sum / count;
  }

  /** Of the amounts around their mean, unbiased; 0 for fewer than two. */
  public double variance() {
    return count < 2 ? 0 : Math.max(0, (squares - sum * sum / count) / (count - 1));
  }

  /** Of the mean's estimate. */
  double varianceOfMean() {
    return variance() / count;
  }
}
