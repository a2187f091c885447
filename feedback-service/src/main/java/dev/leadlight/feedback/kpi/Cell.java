package dev.leadlight.feedback.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The daily sums of one figure, put together by time. The figures are those of the migration of key
 * figures; {@code x~} are the gaps of {@code x}, whose {@code total} is over both periods together.
 *
 * @param value of the dimension; empty without one
 * @param tier empty for all
 * @param item a currency, zone or signal; empty if the figure has none
 * @param now in the period
 * @param before in the period before it
 * @param total up to the period's end
 * @param totalBefore up to the end of the period before
 * @param earlier than the period
 * @param earlierBefore than the period before
 */
public record Cell(
    String figure,
    String value,
    String tier,
    String item,
    Sum now,
    Sum before,
    Sum total,
    long totalBefore,
    long earlier,
    long earlierBefore) {

  /** How many, and how much they come to. */
  public record Sum(long n, BigDecimal amount) {

    /** Nothing. */
    public static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    Sum plus(Sum other) {
      return new Sum(n + other.n, amount.add(other.amount));
    }

    /** The mean; null of nothing. */
    @Nullable Double mean() {
      return n == 0 ? null : amount.doubleValue() / n;
    }
  }
}
