package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Limit;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Spans;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a rule matched, by the evidence of one lead.
 *
 * <p>A match at time t depends on events up to t only: sessions are chained from the past, windows
 * are filled from the past, the first matches count under a limit, and an absence is settled when
 * it falls due. So the matches are found once for all evidence, and the score at any moment takes
 * those up to that moment. This is what makes {@code ?at=}, late events and any batching agree.
 */
final class Matches {

  private static final Condition ANYTHING = new Condition.Always();
  private static final long NOON = 12 * 60 * 60 * 1000L;

  private Matches() {}

  /** Ascending epoch milliseconds, future ones (an absence that falls due) included. */
  static long[] of(Rule rule, Evidence evidence, ZoneId zone) {
    Moments events = events(rule.evidence(), rule.on(), rule.where(), evidence);
    long[] matches = matches(rule.when(), events, evidence);
    if (rule.when() instanceof When.Each) {
      matches = withDays(matches, evidence.days().get(rule.evidence().value()));
    }
    Limit limit = rule.atMost();
    return limit == null ? matches : limited(matches, limit, evidence.sessions(), zone);
  }

  /** Events that were sent, and derived ones, which have no properties. */
  private static Moments events(
      EvidenceKey key, Set<Signal> on, Condition where, Evidence evidence) {
    Moments all = evidence.exact().getOrDefault(key.value(), Moments.none());
    for (DerivedSignal derived : DerivedSignal.values()) {
      if (on.contains(derived.signal()) && where.test(property -> null)) {
        long[] times = derived.times(evidence);
        all = all.and(Moments.of(times, new int[times.length]));
      }
    }
    return all;
  }

  private static long[] matches(When when, Moments events, Evidence evidence) {
    if (when instanceof When.CountInSession count) {
      return inSessions(events, count, evidence.sessions());
    }
    if (when instanceof When.CountInWindow count) {
      return inWindows(events, count);
    }
    if (when instanceof When.Absent absent) {
      Moments answers = events(absent.evidence(), absent.absent(), ANYTHING, evidence);
      return events.unanswered(answers, absent.within().toMillis());
    }
    return events.times();
  }

  private static long[] inSessions(Moments events, When.CountInSession count, Spans sessions) {
    boolean distinct = count.distinct() != null;
    long[] found = new long[events.size()];
    int size = 0;
    int session = -1;
    int seen = 0;
    Set<Integer> marks = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      int of = sessions.indexOf(events.time(i));
      if (of < 0) {
        continue;
      }
      if (of != session) {
        session = of;
        seen = 0;
        marks.clear();
      }
      if (distinct && !marks.add(events.mark(i))) {
        continue;
      }
      if (++seen == count.count()) {
        found[size++] = events.time(i);
        seen = 0;
        marks.clear();
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static long[] inWindows(Moments events, When.CountInWindow count) {
    boolean distinct = count.distinct() != null;
    long within = count.within().toMillis();
    long[] found = new long[events.size()];
    int size = 0;
    int first = 0; // the earliest event not yet used up and not yet too old
    for (int i = 0; i < events.size(); i++) {
      while (events.time(i) - events.time(first) > within) {
        first++;
      }
      int seen = distinct ? distinctMarks(events, first, i) : i - first + 1;
      if (seen >= count.count()) {
        found[size++] = events.time(i);
        first = i + 1;
        if (first == events.size()) {
          break;
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static int distinctMarks(Moments events, int from, int to) {
    Set<Integer> marks = new HashSet<>();
    for (int i = from; i <= to; i++) {
      marks.add(events.mark(i));
    }
    return marks.size();
  }

  private static long[] withDays(long[] exact, @Nullable Map<Long, Integer> days) {
    if (days == null) {
      return exact;
    }
    int older = days.values().stream().mapToInt(Integer::intValue).sum();
    long[] all = Arrays.copyOf(exact, exact.length + older);
    int at = exact.length;
    for (Map.Entry<Long, Integer> day : days.entrySet()) {
      for (int i = 0; i < day.getValue(); i++) {
        all[at++] = day.getKey() * Evidence.DAY + NOON;
      }
    }
    Arrays.sort(all);
    return all;
  }

  /** The first of each period. Events outside any session share one period a day. */
  private static long[] limited(long[] matches, Limit limit, Spans sessions, ZoneId zone) {
    LongUnaryOperator period =
        switch (limit.per()) {
          case LIFETIME -> time -> 0;
          case DAY -> time -> Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toEpochDay();
          case SESSION -> time -> session(sessions, time);
        };
    Map<Long, Integer> counts = new HashMap<>();
    long[] kept = new long[matches.length];
    int size = 0;
    for (long match : matches) {
      if (counts.merge(period.applyAsLong(match), 1, Integer::sum) <= limit.times()) {
        kept[size++] = match;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private static long session(Spans sessions, long time) {
    int session = sessions.indexOf(time);
    return session >= 0 ? session : -1 - Math.floorDiv(time, Evidence.DAY);
  }
}
