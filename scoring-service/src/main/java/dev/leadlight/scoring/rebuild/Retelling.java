package dev.leadlight.scoring.rebuild;

import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.LongMap;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.lead.Spans;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A stored lead with what the log tells. The log forgets: of what happened before it begins, the
 * stored evidence is all there is, and stays.
 */
public final class Retelling {

  /** As much as any condition may have. */
  private static final Evidence.Keep AS_STORED = new Evidence.Keep(512, 512);

  private Retelling() {}

  /**
   * The lead as it is to be stored.
   *
   * @param stored as it is; its announcements stay
   * @param told as the log tells it
   * @param before evidence older than this may stand in no record any longer, in epoch
   *     milliseconds; {@link Long#MIN_VALUE} if the log is complete
   */
  public static LeadState of(LeadState stored, LeadState told, long before) {
    Map<String, Evidence> evidence = new HashMap<>(told.evidence());
    if (before > Long.MIN_VALUE) {
      stored
          .evidence()
          .forEach(
              (origin, each) ->
                  evidence.put(
                      origin,
                      withOlder(evidence.getOrDefault(origin, Evidence.none()), each, before)));
    }
    return stored.retold(told, evidence);
  }

  private static Evidence withOlder(Evidence told, Evidence stored, long before) {
    Evidence all = told;
    for (Map.Entry<Long, Moments> each : stored.exact().entrySet()) {
      Moments known = told.exact().getOrDefault(each.getKey(), Moments.none());
      for (int i = 0; i < each.getValue().size(); i++) {
        long time = each.getValue().time(i);
        if (time < before && Arrays.binarySearch(known.times(), time) < 0) {
          all = all.with(each.getKey(), time, each.getValue().mark(i), AS_STORED);
        }
      }
    }
    Map<String, Order> orders = new HashMap<>(all.orders());
    stored.orders().values().stream()
        .filter(order -> order.at() < before)
        .forEach(order -> orders.putIfAbsent(order.id(), order));
    Map<Long, Refund> refunds = new HashMap<>(all.refunds());
    stored.refunds().values().stream()
        .filter(refund -> refund.at() < before)
        .forEach(refund -> refunds.putIfAbsent(refund.key(), refund));
    Counted counted = counted(all, told, stored, Math.floorDiv(before, Evidence.DAY));
    return new Evidence(
        counted.exact(),
        counted.days(),
        all.sessions().and(older(stored.sessions(), Evidence.SESSION_GAP, before)),
        all.activity().and(older(stored.activity(), Evidence.SILENCE_GAP, before)),
        orders,
        refunds);
  }

  private record Counted(LongMap<Moments> exact, Map<Long, Map<Long, Integer>> days) {}

  /**
   * Up to the last day that either counts, all is counted by the day. An import is told now by the
   * log and happened long ago: what is exact there may be in the counts of what is stored.
   *
   * @param lastDay when the log began
   */
  private static Counted counted(Evidence all, Evidence told, Evidence stored, long lastDay) {
    LongMap<Moments> exact = all.exact();
    Map<Long, Map<Long, Integer>> days = new HashMap<>();
    Set<Long> keys = new HashSet<>(all.days().keySet());
    keys.addAll(stored.days().keySet());
    for (Long key : keys) {
      long end = Math.max(lastDayOf(all, key, Long.MAX_VALUE), lastDayOf(stored, key, lastDay));
      Map<Long, Integer> counts = byDay(told, key, end);
      byDay(stored, key, Math.min(end, lastDay))
          .forEach((day, count) -> counts.merge(day, count, Math::max));
      if (!counts.isEmpty()) {
        days.put(key, counts);
        exact = exact.with(key, after(all.moments(key), end));
      }
    }
    return new Counted(exact, days);
  }

  private static long lastDayOf(Evidence evidence, Long key, long most) {
    return evidence.days().getOrDefault(key, Map.of()).keySet().stream()
        .filter(day -> day <= most)
        .max(Comparator.naturalOrder())
        .orElse(Long.MIN_VALUE);
  }

  /** How often it happened on each day up to one, be that known exactly or by the day. */
  private static Map<Long, Integer> byDay(Evidence evidence, Long key, long last) {
    Map<Long, Integer> counts = new HashMap<>(evidence.days().getOrDefault(key, Map.of()));
    Arrays.stream(evidence.moments(key).times())
        .map(time -> Math.floorDiv(time, Evidence.DAY))
        .forEach(day -> counts.merge(day, 1, Integer::sum));
    counts.keySet().removeIf(day -> day > last);
    return counts;
  }

  private static Moments after(Moments moments, long day) {
    int first = 0;
    while (first < moments.size() && Math.floorDiv(moments.time(first), Evidence.DAY) <= day) {
      first++;
    }
    return moments.withoutFirst(first);
  }

  /** What began before; a span that goes on is cut there, and unites with what the log tells. */
  private static Spans older(Spans spans, long gap, long before) {
    int count = 0;
    while (count < spans.size() && spans.start(count) < before) {
      count++;
    }
    long[] starts = new long[count];
    long[] ends = new long[count];
    Arrays.setAll(starts, spans::start);
    Arrays.setAll(ends, i -> Math.min(spans.end(i), before));
    return Spans.of(gap, starts, ends);
  }
}
