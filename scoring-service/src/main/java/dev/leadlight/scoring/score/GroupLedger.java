package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The matches of one group's rules, and what they are worth at a moment: decay first, idle losses
 * next, the cap on the net sum last.
 */
final class GroupLedger {

  private static final int MOST_IDLE_STEPS = 1000;

  private final Group group;
  private final List<long[]> matches;
  private final Spans activity;
  private final long[] resets;

  /**
   * The ledger of a group.
   *
   * @param matches of each rule, in the order of the group's rules, ascending epoch milliseconds
   * @param activity the lead's, for idle decay
   * @param resets conversions that hide earlier matches; empty if none hides this group's
   */
  GroupLedger(Group group, List<long[]> matches, Spans activity, long[] resets) {
    this.group = group;
    this.matches = matches;
    this.activity = activity;
    this.resets = resets;
  }

  /** What the group adds to the score at that moment. */
  double pointsAt(long at) {
    long hidden = hiddenUntil(at);
    double sum = 0;
    for (int r = 0; r < matches.size(); r++) {
      sum += rulePoints(r, hidden, at);
    }
    if (group.decay() instanceof Decay.Idle idle) {
      sum -= idleLoss(idle, hidden, at);
    }
    return group.cap() == null ? sum : Math.min(sum, group.cap());
  }

  /** The summands of {@link #pointsAt}; rules without a match are left out. */
  List<Contribution> contributionsAt(long at) {
    long hidden = hiddenUntil(at);
    List<Contribution> all = new ArrayList<>();
    double sum = 0;
    for (int r = 0; r < matches.size(); r++) {
      int count = countAt(matches.get(r), hidden, at);
      if (count > 0) {
        double points = rulePoints(r, hidden, at);
        long last = matches.get(r)[lastIndexAt(matches.get(r), at)];
        all.add(
            Contribution.ofRule(
                group.id(), group.rules().get(r).id(), points, count, Instant.ofEpochMilli(last)));
        sum += points;
      }
    }
    if (group.decay() instanceof Decay.Idle idle) {
      double loss = idleLoss(idle, hidden, at);
      if (loss != 0) {
        all.add(Contribution.ofAdjustment(group.id(), "idle", -loss));
        sum -= loss;
      }
    }
    if (group.cap() != null && sum > group.cap()) {
      all.add(Contribution.ofAdjustment(group.id(), "cap", group.cap() - sum));
    }
    return all;
  }

  /** Matches up to this time are hidden by a conversion. */
  private long hiddenUntil(long at) {
    int last = lastIndexAt(resets, at);
    return last < 0 ? Long.MIN_VALUE : resets[last];
  }

  private double rulePoints(int rule, long hidden, long at) {
    double points = group.rules().get(rule).points();
    long[] times = matches.get(rule);
    int to = lastIndexAt(times, at);
    int from = firstIndexAfter(times, hidden);
    if (group.decay() instanceof Decay.HalfLife half) {
      double halfLife = half.halfLife().toMillis();
      double sum = 0;
      for (int i = from; i <= to; i++) {
        sum += Math.pow(0.5, (at - times[i]) / halfLife);
      }
      return points * sum;
    }
    if (group.decay() instanceof Decay.Linear linear) {
      double every = linear.every().toMillis();
      double sum = 0;
      for (int i = from; i <= to; i++) {
        sum += Math.max(0, 1 - linear.share() * (at - times[i]) / every);
      }
      return points * sum;
    }
    return points * Math.max(0, to - from + 1);
  }

  private static int countAt(long[] times, long hidden, long at) {
    return Math.max(0, lastIndexAt(times, at) - firstIndexAfter(times, hidden) + 1);
  }

  /**
   * What silences have taken. Points and losses are gone through in time, because a loss never
   * takes more than what was there: max(0, sum − loss) at each step, a negative sum is left alone.
   */
  private double idleLoss(Decay.Idle idle, long hidden, long at) {
    long[] steps = idleSteps(idle, at);
    if (steps.length == 0) {
      return 0;
    }
    int[] next = new int[matches.size()];
    for (int r = 0; r < next.length; r++) {
      next[r] = firstIndexAfter(matches.get(r), hidden);
    }
    double value = 0;
    double loss = 0;
    for (long step : steps) {
      for (int r = 0; r < next.length; r++) {
        long[] times = matches.get(r);
        while (next[r] < times.length && times[next[r]] < step) {
          value += group.rules().get(r).points();
          next[r]++;
        }
      }
      if (value > 0) {
        double taken = Math.min(value, idle.subtract());
        value -= taken;
        loss += taken;
      }
    }
    return loss;
  }

  /** The moments up to {@code at} at which silence costs points. */
  private long[] idleSteps(Decay.Idle idle, long at) {
    long[] steps = new long[8];
    int size = 0;
    for (int i = 0; i < activity.size() && activity.end(i) < at; i++) {
      long until = i + 1 < activity.size() ? Math.min(activity.start(i + 1), at) : at;
      long step = activity.end(i) + idle.after().toMillis();
      for (int n = 0; step <= until && n < MOST_IDLE_STEPS; n++) {
        if (size == steps.length) {
          steps = Arrays.copyOf(steps, 2 * size);
        }
        steps[size++] = step;
        step += idle.every().toMillis();
      }
    }
    return Arrays.copyOf(steps, size);
  }

  /** The next match of each rule that adds points. */
  LongStream risesAfter(long at) {
    return IntStream.range(0, matches.size())
        .filter(rule -> group.rules().get(rule).points() > 0)
        .mapToObj(matches::get)
        .filter(times -> lastIndexAt(times, at) + 1 < times.length)
        .mapToLong(times -> times[lastIndexAt(times, at) + 1]);
  }

  /** All moments up to {@code until} at which the points may jump. */
  void addJumps(Jumps jumps, long until) {
    for (long[] times : matches) {
      jumps.add(times);
    }
    jumps.add(resets);
    if (group.decay() instanceof Decay.Idle idle && matches.stream().anyMatch(m -> m.length > 0)) {
      jumps.add(idleSteps(idle, until));
    }
  }

  private static int lastIndexAt(long[] times, long at) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static int firstIndexAfter(long[] times, long hidden) {
    return lastIndexAt(times, hidden) + 1;
  }
}
