package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Decay;
import java.time.Duration;
import java.util.List;

/**
 * Where a score turns round while nothing happens. As long as only given points fade it falls from
 * one jump to the next. Where points that were taken fade as well, it may rise first and fall
 * later, or the other way round, and whoever looks only at the two ends of the time between would
 * miss what lies in the middle.
 *
 * <p>Between two jumps a group moves one way: along a straight line (linear decay, cut where a
 * match has nothing left) or along one exponential (half-life), and not at all while its cap holds.
 * So the slope of the score is a sum of exponentials, and its zeros are the turns.
 */
final class Turns {

  private static final long HORIZON = Duration.ofDays(3650).toMillis();
  private static final double LN_2 = Math.log(2);

  private Turns() {}

  /** The jumps with what must be added so that the score moves one way between any two. */
  static long[] with(long[] jumps, List<GroupLedger> groups) {
    if (jumps.length == 0 || groups.stream().noneMatch(GroupLedger::rises)) {
      return jumps;
    }
    Jumps kinks = new Jumps();
    kinks.add(jumps);
    groups.forEach(group -> group.addEnds(kinks));
    long[] straight = kinks.sorted();
    for (int i = 0; i < straight.length; i++) {
      for (GroupLedger group : groups) {
        addCap(kinks, group, straight[i], end(straight, i));
      }
    }
    long[] smooth = kinks.sorted();
    for (int i = 0; i < smooth.length; i++) {
      addTurns(kinks, groups, smooth[i], end(smooth, i));
    }
    return kinks.sorted();
  }

  private static long end(long[] times, int i) {
    return i + 1 < times.length ? times[i + 1] - 1 : times[i] + HORIZON;
  }

  /** Where the cap begins or ends to hold. */
  private static void addCap(Jumps kinks, GroupLedger group, long from, long to) {
    boolean after = group.isOverCapAt(to);
    if (group.isOverCapAt(from) == after) {
      return;
    }
    long low = from + 1;
    long high = to;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (group.isOverCapAt(middle) == after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    kinks.add(low);
  }

  private static void addTurns(Jumps kinks, List<GroupLedger> groups, long from, long to) {
    double[] slopes = new double[groups.size()];
    double[] rates = new double[groups.size()];
    for (int g = 0; g < slopes.length; g++) {
      GroupLedger group = groups.get(g);
      if (to > from && !group.isOverCapAt(from)) {
        if (group.decay() instanceof Decay.HalfLife half) {
          rates[g] = LN_2 / half.halfLife().toMillis();
          slopes[g] = -group.uncappedAt(from) * rates[g];
        } else {
          slopes[g] = (group.uncappedAt(to) - group.uncappedAt(from)) / (to - from);
        }
      }
    }
    for (double zero : ExponentialSum.of(slopes, rates).zeros((double) (to - from))) {
      kinks.add(from + (long) Math.ceil(zero));
    }
  }
}
