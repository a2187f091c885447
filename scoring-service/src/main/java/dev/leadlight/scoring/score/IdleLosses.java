package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.scoring.lead.Spans;
import java.util.Arrays;

/**
 * What silences take from a group. Points and losses are gone through in time once, because a loss
 * never takes more than what was there: max(0, sum − loss) at each step; a negative sum is left
 * alone. Only steps that took something are kept: they are few, and there is an end to them.
 */
final class IdleLosses {

  /** Of one silence: a hundred points are gone by then, a hundredth of a point at a time. */
  private static final int MOST_STEPS = 10_000;

  private final Group group;
  private final long[][] matches;
  private final long[] resets;
  private final int[] next;
  private int reset;
  private double value;
  private double loss;

  private long[] at = new long[8];
  private double[] taken = new double[8];
  private int size;

  IdleLosses(Group group, Decay.Idle idle, long[][] matches, Spans activity, long[] resets) {
    this.group = group;
    this.matches = matches;
    this.resets = resets;
    this.next = new int[matches.length];
    long after = idle.after().toMillis();
    long every = idle.every().toMillis();
    for (int i = 0; i < activity.size(); i++) {
      boolean isLast = i + 1 == activity.size();
      long until = isLast ? Long.MAX_VALUE : activity.start(i + 1);
      long step = activity.end(i) + after;
      for (int n = 0; step <= until && n < MOST_STEPS; n++) {
        boolean isMoreToCome = advance(step, until);
        if (value > 0) {
          take(step, idle.subtract());
        } else if (!isMoreToCome) {
          break;
        }
        step += every;
      }
    }
  }

  /** Brings the sum up to the moment before a step; answers whether matches follow in time. */
  private boolean advance(long step, long until) {
    boolean isMoreToCome = false;
    while (reset < resets.length && resets[reset] <= step) {
      value = 0;
      loss = 0;
      for (int r = 0; r < next.length; r++) {
        next[r] = Math.max(next[r], Sorted.firstIndexAfter(matches[r], resets[reset]));
      }
      reset++;
    }
    for (int r = 0; r < next.length; r++) {
      long[] times = matches[r];
      double points = group.rules().get(r).points();
      while (next[r] < times.length && times[next[r]] < step) {
        value += points;
        next[r]++;
      }
      isMoreToCome |= next[r] < times.length && times[next[r]] < until;
    }
    return isMoreToCome;
  }

  private void take(long step, double most) {
    double part = Math.min(value, most);
    value -= part;
    loss += part;
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      taken = Arrays.copyOf(taken, 2 * size);
    }
    at[size] = step;
    taken[size++] = loss;
  }

  /** What was taken up to a moment since {@code hidden}, the latest purchase up to it. */
  double at(long moment, long hidden) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 || at[low - 1] <= hidden ? 0 : taken[low - 1];
  }

  /** The moments at which something is taken. */
  long[] steps() {
    return Arrays.copyOf(at, size);
  }
}
