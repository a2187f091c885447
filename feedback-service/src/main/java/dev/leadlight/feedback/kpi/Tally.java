package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was counted for one tier, or for all, in the period and in the one before.
 *
 * @param cells each figure and item once
 */
record Tally(List<Cell> cells) {

  static final Tally NONE = new Tally(List.of());

  Tally {
    cells = List.copyOf(cells);
  }

  /** By something of the cells. */
  static Map<String, Tally> by(Function<Cell, String> key, Collection<Cell> cells) {
    return cells.stream()
        .collect(
            Collectors.groupingBy(
                key, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Tally::new)));
  }

  /**
   * How many different people: those who had been there by the end of the period, less those who
   * were there for the last time before it, less those who were away from before it until after it.
   */
  long people(String figure, When when) {
    Function<Cell, Long> seen = when == When.BEFORE ? Cell::totalBefore : cell -> cell.total().n();
    Function<Cell, Long> gone = when == When.NOW ? Cell::earlier : Cell::earlierBefore;
    return count(figure + "!", seen) - count(figure + "-", gone) - sum(figure + "~", when).n();
  }

  /** How many different people ever, up to the period's end. */
  long peopleEver(String figure) {
    return count(figure + "!", cell -> cell.total().n());
  }

  /** How many people for the first time ever. */
  long newPeople(String figure, When when) {
    return sum(figure + "!", when).n();
  }

  /** Over all items. */
  Sum sum(String figure, When when) {
    return cells.stream()
        .filter(cell -> cell.figure().equals(figure))
        .map(cell -> at(cell, when))
        .reduce(Sum.NONE, Sum::plus);
  }

  /** By item, in its order; the empty item and what came to nothing are left out. */
  SortedMap<String, Sum> items(String figure, When when) {
    SortedMap<String, Sum> items = new TreeMap<>();
    for (Cell cell : cells) {
      Sum sum = at(cell, when);
      if (cell.figure().equals(figure) && !cell.item().isEmpty() && sum.n() > 0) {
        items.merge(cell.item(), sum, Sum::plus);
      }
    }
    return items;
  }

  /** What has two days, both in the period: by item. */
  SortedMap<String, Sum> products(String figure) {
    SortedMap<String, Sum> items = new TreeMap<>();
    for (Cell cell : cells) {
      if (cell.figure().equals(figure + "~")) {
        items.merge(cell.item(), cell.now(), Sum::plus);
      }
    }
    return items;
  }

  /** Over all time up to the period's end, by item. */
  SortedMap<String, Sum> itemsEver(String figure) {
    SortedMap<String, Sum> items = new TreeMap<>();
    for (Cell cell : cells) {
      if (cell.figure().equals(figure) && !cell.item().isEmpty()) {
        items.merge(cell.item(), cell.total(), Sum::plus);
      }
    }
    return items;
  }

  private long count(String figure, Function<Cell, Long> which) {
    return cells.stream()
        .filter(cell -> cell.figure().equals(figure))
        .mapToLong(which::apply)
        .sum();
  }

  private static Sum at(Cell cell, When when) {
    return switch (when) {
      case NOW -> cell.now();
      case BEFORE -> cell.before();
      case BOTH -> cell.total();
    };
  }

  /** How much larger the first is, as a share of the second; null if the second is nothing. */
  static @Nullable Double growth(@Nullable Double now, @Nullable Double before) {
    return now == null || before == null || before == 0 ? null : now / before - 1;
  }
}
