package dev.leadlight.feedback.significance;

/** Where a figure lies with a given confidence; both ends may be infinite. */
public record Interval(double low, double high) {

  /** Nothing is known. */
  public static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Of one width to both sides. */
  static Interval around(double centre, double margin) {
    return new Interval(centre - margin, centre + margin);
  }

  /** Whether a value is not ruled out. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
