package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.SegmentCondition.Did;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Moments;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something was done so often: of the events in [at − within, at], and after the latest
 * purchase if the condition says so. It turns when an event comes in, when one becomes too old, and
 * at purchases.
 */
final class DoneCourse implements Course {

  private static final long NEVER = Long.MAX_VALUE;

  private final Did condition;
  private final List<DerivedSignal> derived;
  private final Evidence evidence;
  private final long[] purchases;
  private final long within;
  private @Nullable Moments found;

  /**
   * The course of a condition.
   *
   * @param derived of its signals
   * @param purchases ascending; empty if they do not matter
   */
  DoneCourse(Did condition, List<DerivedSignal> derived, Evidence evidence, long[] purchases) {
    Duration window = condition.within();
    this.condition = condition;
    this.derived = derived;
    this.evidence = evidence;
    this.purchases = purchases;
    this.within = window == null ? NEVER : window.toMillis();
  }

  /** Looked for when it is asked first: conditions beside this one may have decided before. */
  private Moments events() {
    Moments known = found;
    if (known == null) {
      known = Matches.events(condition.evidence(), derived, evidence);
      if (condition.distinct() == null) {
        known = Matches.withDays(known, evidence.days().get(condition.evidence().value()));
      }
      found = known;
    }
    return known;
  }

  @Override
  public boolean at(long at) {
    long[] times = events().times();
    int until = Sorted.firstIndexAfter(times, at);
    int from = within == NEVER ? 0 : Sorted.firstIndexAfter(times, at - within - 1);
    int purchase = Sorted.firstIndexAfter(purchases, at) - 1;
    if (purchase >= 0) {
      from = Math.max(from, Sorted.firstIndexAfter(times, purchases[purchase]));
    }
    int count = condition.distinct() == null ? Math.max(0, until - from) : distinct(from, until);
    return condition.count().contains(count);
  }

  private int distinct(int from, int until) {
    Set<Integer> marks = new HashSet<>();
    for (int i = from; i < until; i++) {
      marks.add(events().mark(i));
    }
    return marks.size();
  }

  @Override
  public void addTurns(Jumps turns, long after, long until) {
    long[] times = events().times();
    int entering = Sorted.firstIndexAfter(times, after);
    int leaving =
        within == NEVER ? times.length : Sorted.firstIndexAfter(times, after - within - 1);
    int purchase = Sorted.firstIndexAfter(purchases, after);
    boolean before = at(after);
    while (true) {
      long enters = entering < times.length ? times[entering] : NEVER;
      long leaves = leaving < times.length ? times[leaving] + within + 1 : NEVER;
      long bought = purchase < purchases.length ? purchases[purchase] : NEVER;
      long next = Math.min(enters, Math.min(leaves, bought));
      if (next == NEVER || next > until) {
        return;
      }
      entering += enters == next ? 1 : 0;
      leaving += leaves == next ? 1 : 0;
      purchase += bought == next ? 1 : 0;
      boolean now = at(next);
      if (now != before) {
        turns.add(next);
        before = now;
      }
    }
  }
}
