package dev.leadlight.feedback.kpi;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one figure, put together by time. The figures are those of the migration of key
 * figures; {@code x~} are the people of {@code x} who were away from before a period until after
 * it, and {@code total} of them from before both periods until after them.
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

  /** Those of one arm, of cells of the arm and something else, as cells of that alone. */
  public static List<Cell> within(String arm, Collection<Cell> cells) {
    String prefix = arm + "/";
    return cells.stream()
        .filter(cell -> cell.value.startsWith(prefix))
        .map(cell -> cell.withValue(cell.value.substring(prefix.length())))
        .toList();
  }

  private Cell withValue(String other) {
    return new Cell(
        figure, other, tier, item, now, before, total, totalBefore, earlier, earlierBefore);
  }

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
