package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Range;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;

/**
 * Whether rounded points lie within bounds. Between two jumps they move one way only, so each bound
 * is crossed at most once there, and bisection finds where.
 *
 * @param points at a moment
 * @param ledger whose jumps theirs are among
 */
record PointsCourse(LongToDoubleFunction points, Ledger ledger, Range range) implements Course {

  @Override
  public boolean at(long at) {
    return range.contains(roundedAt(at));
  }

  private double roundedAt(long at) {
    return Score.rounded(points.applyAsDouble(at));
  }

  @Override
  public void addTurns(Jumps turns, long after, long until) {
    long start = after;
    for (long jump : ledger.jumps()) {
      if (jump > after && jump <= until) {
        addCrossings(turns, start, jump - 1);
        turns.add(jump);
        start = jump;
      }
    }
    addCrossings(turns, start, until);
  }

  private void addCrossings(Jumps turns, long from, long to) {
    addCrossing(turns, from, to, at -> range.reachesLeast(roundedAt(at)));
    addCrossing(turns, from, to, at -> range.keepsMost(roundedAt(at)));
  }

  private static void addCrossing(Jumps turns, long from, long to, LongPredicate side) {
    boolean after = side.test(to);
    if (to <= from || side.test(from) == after) {
      return;
    }
    long low = from + 1;
    long high = to;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (side.test(middle) == after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    turns.add(low);
  }
}
