package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one group's rules, and what they are worth at a moment: decay first, idle losses
 * next, the cap on the net sum last.
 */
final class GroupLedger {

  private final Group group;
  private final long[][] matches;
  private final long[] resets;
  private final Halving @Nullable [] halvings;
  private final @Nullable IdleLosses losses;

  /**
   * The ledger of a group.
   *
   * @param matches of each rule, in the order of the group's rules, ascending epoch milliseconds
   * @param activity the lead's, for idle decay
   * @param resets conversions that hide earlier matches; empty if none hides this group's
   */
  GroupLedger(Group group, long[][] matches, Spans activity, long[] resets) {
    this.group = group;
    this.matches = matches;
    this.resets = resets;
    this.halvings =
        group.decay() instanceof Decay.HalfLife half ? halvings(half, matches, resets) : null;
    this.losses =
        group.decay() instanceof Decay.Idle idle
            ? new IdleLosses(group, idle, matches, activity, resets)
            : null;
  }

  private static Halving[] halvings(Decay.HalfLife half, long[][] matches, long[] resets) {
    double halfLife = half.halfLife().toMillis();
    Halving[] halvings = new Halving[matches.length];
    for (int r = 0; r < matches.length; r++) {
      halvings[r] = new Halving(halfLife, matches[r], resets);
    }
    return halvings;
  }

  String id() {
    return group.id();
  }

  /** What the group adds to the score at that moment. */
  double pointsAt(long at) {
    double sum = uncappedAt(at);
    return group.cap() == null ? sum : Math.min(sum, group.cap());
  }

  /** What it would add without its cap. */
  double uncappedAt(long at) {
    long hidden = hiddenUntil(at);
    double sum = 0;
    for (int r = 0; r < matches.length; r++) {
      sum += matches[r].length == 0 ? 0 : rulePoints(r, hidden, at);
    }
    return losses == null ? sum : sum - losses.at(at, hidden);
  }

  boolean isOverCapAt(long at) {
    return group.cap() != null && uncappedAt(at) > group.cap();
  }

  Decay decay() {
    return group.decay();
  }

  /** Whether points that were taken fade, so that the group gives while nothing happens. */
  boolean rises() {
    boolean fades = group.decay().isOfEachMatch();
    for (int r = 0; r < matches.length; r++) {
      if (fades && group.rules().get(r).points() < 0 && matches[r].length > 0) {
        return true;
      }
    }
    return false;
  }

  /** When matches have nothing left, if they fade to nothing. */
  void addEnds(Jumps jumps) {
    if (group.decay() instanceof Decay.Linear linear) {
      long life = (long) Math.ceil(linear.every().toMillis() / linear.share());
      for (long[] times : matches) {
        for (long time : times) {
          jumps.add(time + life);
        }
      }
    }
  }

  /** No less than the group is worth at any moment. */
  double most() {
    double sum = 0;
    for (int r = 0; r < matches.length; r++) {
      sum += Math.max(0, group.rules().get(r).points()) * matches[r].length;
    }
    return group.cap() == null ? sum : Math.min(sum, group.cap());
  }

  /** The summands of {@link #pointsAt}; rules without a match are left out. */
  List<Contribution> contributionsAt(long at) {
    long hidden = hiddenUntil(at);
    List<Contribution> all = new ArrayList<>();
    double sum = 0;
    for (int r = 0; r < matches.length; r++) {
      int count = countAt(matches[r], hidden, at);
      if (count > 0) {
        double points = rulePoints(r, hidden, at);
        long last = matches[r][Sorted.lastIndexAt(matches[r], at)];
        all.add(
            Contribution.ofRule(
                group.id(), group.rules().get(r).id(), points, count, Instant.ofEpochMilli(last)));
        sum += points;
      }
    }
    double loss = losses == null ? 0 : losses.at(at, hidden);
    if (loss != 0) {
      all.add(Contribution.ofAdjustment(group.id(), "idle", -loss));
      sum -= loss;
    }
    if (group.cap() != null && sum > group.cap()) {
      all.add(Contribution.ofAdjustment(group.id(), "cap", group.cap() - sum));
    }
    return all;
  }

  /** Matches up to this time are hidden by a conversion. */
  private long hiddenUntil(long at) {
    int last = Sorted.lastIndexAt(resets, at);
    return last < 0 ? Long.MIN_VALUE : resets[last];
  }

  /** All matches up to a moment; those that a conversion hides are worth nothing then. */
  List<Match> matchesUntil(long at) {
    long hidden = hiddenUntil(at);
    List<Match> all = new ArrayList<>();
    for (int r = 0; r < matches.length; r++) {
      Rule rule = group.rules().get(r);
      for (int i = 0; i <= Sorted.lastIndexAt(matches[r], at); i++) {
        long time = matches[r][i];
        double now = time <= hidden ? 0 : rule.points() * share(time, at);
        all.add(new Match(group.id(), rule.id(), time, rule.points(), now));
      }
    }
    return all;
  }

  /** What decay leaves of one match. */
  private double share(long time, long at) {
    if (group.decay() instanceof Decay.HalfLife half) {
      return Math.pow(0.5, (at - time) / (double) half.halfLife().toMillis());
    }
    return group.decay() instanceof Decay.Linear linear ? share(linear, time, at) : 1;
  }

  private static double share(Decay.Linear linear, long time, long at) {
    return Math.max(0, 1 - linear.share() * (at - time) / (double) linear.every().toMillis());
  }

  private double rulePoints(int rule, long hidden, long at) {
    double points = group.rules().get(rule).points();
    long[] times = matches[rule];
    if (halvings != null) {
      return points * halvings[rule].countAt(at, hidden);
    }
    if (group.decay() instanceof Decay.Linear linear) {
      return points * faded(linear, times, hidden, at);
    }
    return points * countAt(times, hidden, at);
  }

  /** Only matches that have something left are looked at. */
  private static double faded(Decay.Linear linear, long[] times, long hidden, long at) {
    long life = (long) Math.ceil(linear.every().toMillis() / linear.share());
    double sum = 0;
    for (int i = Sorted.lastIndexAt(times, at); i >= 0; i--) {
      if (times[i] <= hidden || at - times[i] > life) {
        break;
      }
      sum += share(linear, times[i], at);
    }
    return sum;
  }

  private static int countAt(long[] times, long hidden, long at) {
    return Math.max(0, Sorted.lastIndexAt(times, at) - Sorted.firstIndexAfter(times, hidden) + 1);
  }

  /** The next match of a rule that adds points; {@link Long#MAX_VALUE} if none will come. */
  long riseAfter(long at) {
    long earliest = Long.MAX_VALUE;
    for (int r = 0; r < matches.length; r++) {
      int next = Sorted.firstIndexAfter(matches[r], at);
      if (next < matches[r].length && group.rules().get(r).points() > 0) {
        earliest = Math.min(earliest, matches[r][next]);
      }
    }
    return earliest;
  }

  /** All moments at which the points may jump. */
  void addJumps(Jumps jumps) {
    for (long[] times : matches) {
      jumps.add(times);
    }
    if (losses != null) {
      jumps.add(losses.steps());
    }
  }
}
