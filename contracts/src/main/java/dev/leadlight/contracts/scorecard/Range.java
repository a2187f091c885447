package dev.leadlight.contracts.scorecard;

/**
 * Numbers between two bounds, each of which may itself belong to them.
 *
 * @param least minus infinity for no lower bound
 * @param most plus infinity for no upper bound
 */
public record Range(double least, boolean leastIncluded, double most, boolean mostIncluded) {

  private static final Range ANY =
      new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

  /** All numbers. */
  public static Range any() {
    return ANY;
  }

  /** That number and all above it. */
  public static Range atLeast(double least) {
    return new Range(least, true, Double.POSITIVE_INFINITY, true);
  }

  /** That number alone. */
  public static Range of(double only) {
    return new Range(only, true, only, true);
  }

  /** The numbers that lie in both. */
  public Range and(Range other) {
    boolean lower = other.least > least || (other.least == least && !other.leastIncluded);
    boolean upper = other.most < most || (other.most == most && !other.mostIncluded);
    return new Range(
        lower ? other.least : least,
        lower ? other.leastIncluded : leastIncluded,
        upper ? other.most : most,
        upper ? other.mostIncluded : mostIncluded);
  }

  /** Whether the number lies in it. */
  public boolean contains(double number) {
    return reachesLeast(number) && keepsMost(number);
  }

  /** Whether the number is not below the lower bound. */
  public boolean reachesLeast(double number) {
    return leastIncluded ? number >= least : number > least;
  }

  /** Whether the number is not above the upper bound. */
  public boolean keepsMost(double number) {
    return mostIncluded ? number <= most : number < most;
  }

  /** Whether no number lies in it. */
  public boolean isEmpty() {
    return least > most || (least == most && !(leastIncluded && mostIncluded));
  }
}
