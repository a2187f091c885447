package dev.leadlight.scoring.score;

import java.time.Duration;
import java.util.function.LongPredicate;

/** How a score rises in silence, because points that were taken fade. */
final class Rise {

  private static final long HORIZON = Duration.ofDays(3650).toMillis();

  private Rise() {}

  /**
   * When the score has risen by so many points above the least that it was since a moment. Between
   * two jumps it moves one way, so the ends of each stretch tell in which one that happens.
   *
   * @return {@link Long#MAX_VALUE} if it does not happen within ten years
   */
  static long after(Ledger ledger, long at, double most) {
    long[] jumps = ledger.jumps();
    double least = ledger.pointsAt(at);
    long from = at;
    for (int j = Sorted.firstIndexAfter(jumps, at); j <= jumps.length; j++) {
      long end = j < jumps.length ? jumps[j] - 1 : from + HORIZON;
      double enough = least + most;
      if (ledger.pointsAt(end) >= enough) {
        return first(moment -> ledger.pointsAt(moment) >= enough, from, end);
      }
      least = Math.min(least, ledger.pointsAt(end));
      from = end + 1;
      if (j < jumps.length && ledger.pointsAt(from) >= least + most) {
        return from;
      }
      least = j < jumps.length ? Math.min(least, ledger.pointsAt(from)) : least;
    }
    return Long.MAX_VALUE;
  }

  /** The first moment in (from, to] from which on it is so; it is at the end. */
  private static long first(LongPredicate isSo, long from, long to) {
    long low = from + 1;
    long high = to;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (isSo.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
