package dev.leadlight.scoring.rebuild;

import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.lead.Spans;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
    return new Evidence(
        all.exact(),
        withOlderDays(all.days(), stored.days(), Math.floorDiv(before, Evidence.DAY)),
        all.sessions().and(older(stored.sessions(), Evidence.SESSION_GAP, before)),
        all.activity().and(older(stored.activity(), Evidence.SILENCE_GAP, before)),
        orders,
        refunds);
  }

  private static Map<Long, Map<Long, Integer>> withOlderDays(
      Map<Long, Map<Long, Integer>> told, Map<Long, Map<Long, Integer>> stored, long beforeDay) {
    Map<Long, Map<Long, Integer>> all = new HashMap<>(told);
    stored.forEach(
        (key, days) -> {
          Map<Long, Integer> counts = new HashMap<>(all.getOrDefault(key, Map.of()));
          days.forEach(
              (day, count) -> {
                if (day < beforeDay) {
                  counts.merge(day, count, Math::max);
                }
              });
          all.put(key, counts);
        });
    return all;
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
