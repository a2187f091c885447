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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final DerivedSignal[] DERIVED = DerivedSignal.values();
  private static final Condition ANYTHING = new Condition.Always();
  private static final long NOON = 12 * 60 * 60 * 1000L;

  private final Rule rule;
  private final List<DerivedSignal> derived;
  private final List<DerivedSignal> derivedAnswers;
  private final ZoneId zone;

  Matches(Rule rule, ZoneId zone) {
    this.rule = rule;
    this.derived = derived(rule.on(), rule.where(), rule.distinct());
    this.derivedAnswers =
        rule.when() instanceof When.Absent absent
            ? derived(absent.absent(), ANYTHING, null)
            : List.of();
    this.zone = zone.normalized();
  }

  /** Derived signals have no properties, so none that differs either. */
  static List<DerivedSignal> derived(Set<Signal> on, Condition where, @Nullable String distinct) {
    List<DerivedSignal> found = List.of();
    if (distinct != null) {
      return found;
    }
    for (DerivedSignal each : DERIVED) {
      if (on.contains(each.signal()) && where.test(property -> null)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(each);
      }
    }
    return found;
  }

  /** Ascending epoch milliseconds, future ones (an absence that falls due) included. */
  long[] in(Evidence evidence) {
    Moments events = events(rule.evidence(), derived, evidence);
    Map<Long, Integer> days =
        evidence.days().isEmpty() || !(rule.when() instanceof When.Each)
            ? null
            : evidence.days().get(rule.evidence().value());
    if (events.isEmpty() && days == null) {
      return Sorted.NEVER;
    }
    long[] matches = withDays(matches(rule.when(), events, evidence), days);
    Limit limit = rule.atMost();
    return limit == null || matches.length <= limit.times()
        ? matches
        : limited(matches, limit, evidence.sessions());
  }

  /** Events that were sent, and derived ones. */
  static Moments events(EvidenceKey key, List<DerivedSignal> derived, Evidence evidence) {
    Moments all = evidence.moments(key.value());
    for (int i = 0; i < derived.size(); i++) { // mostly none: an iterator would be made for nothing
      DerivedSignal each = derived.get(i);
      all = all.and(Moments.of(each.times(evidence)));
    }
    return all;
  }

  private long[] matches(When when, Moments events, Evidence evidence) {
    if (when instanceof When.CountInSession count) {
      return inSessions(events, count, evidence.sessions());
    }
    if (when instanceof When.CountInWindow count) {
      return inWindows(events, count);
    }
    if (when instanceof When.Absent absent) {
      Moments answers = events(absent.evidence(), derivedAnswers, evidence);
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

  /** With the older ones, of which only the day is known. */
  static Moments withDays(Moments exact, @Nullable Map<Long, Integer> days) {
    return days == null ? exact : Moments.of(withDays(exact.times(), days));
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

  /**
   * The first of each period. Periods come one after the other; only events outside any session,
   * which share one period a day, go beside the sessions.
   */
  private long[] limited(long[] matches, Limit limit, Spans sessions) {
    if (limit.per() == Limit.Period.LIFETIME) {
      return Arrays.copyOf(matches, limit.times());
    }
    boolean isDaily = limit.per() == Limit.Period.DAY;
    Count inSession = new Count(limit.times());
    Count onDay = new Count(limit.times());
    long[] kept = new long[matches.length];
    int size = 0;
    for (long match : matches) {
      int session = isDaily ? -1 : sessions.indexOf(match);
      boolean counts =
          session >= 0
              ? inSession.another(session)
              : onDay.another(isDaily ? day(match) : Math.floorDiv(match, Evidence.DAY));
      if (counts) {
        kept[size++] = match;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private long day(long time) {
    return zone instanceof ZoneOffset offset
        ? Math.floorDiv(time + offset.getTotalSeconds() * 1000L, Evidence.DAY)
        : Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toEpochDay();
  }

  /** Counts in one period after the other. */
  private static final class Count {
    private final int most;
    private long period = Long.MIN_VALUE;
    private int seen;

    Count(int most) {
      this.most = most;
    }

    /** Whether one more in a period is still within the limit. */
    boolean another(long at) {
      seen = at == period ? seen + 1 : 1;
      period = at;
      return seen <= most;
    }
  }
}
