package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.significance.Confidence;
import dev.leadlight.feedback.significance.Interval;
import dev.leadlight.feedback.significance.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * So many of so many.
 *
 * @param rate 0 to 1; null of none
 * @param interval Wilson's, of 95 % confidence; null of none
 */
public record Share(long part, long of, @Nullable Double rate, @Nullable Interval interval) {

  /** A part that is larger than the whole, by something told twice, is the whole. */
  static Share of(long part, long whole) {
    if (whole <= 0) {
      return new Share(part, 0, null, null);
    }
    Proportion proportion = new Proportion(Math.min(Math.max(part, 0), whole), whole);
    return new Share(part, whole, proportion.rate(), proportion.wilson(Confidence.USUAL));
  }
}
