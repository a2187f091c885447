package dev.leadlight.scoring.lead;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What one identity of a lead has done. Kept apart by identity, so that a wrong link can be undone
 * exactly; put together by {@link #and} before anything is made of it.
 *
 * @param exact by evidence key: when the rule's condition was met
 * @param days by evidence key: older ones, as counts by epoch day in UTC
 * @param sessions visits, a pause of 30 minutes ends one
 * @param activity anything a shopper does, in spans with pauses of a day or more between them
 * @param orders by order id
 * @param refunds by their keys, of these orders or of some that were told elsewhere or not yet
 */
public record Evidence(
    LongMap<Moments> exact,
    Map<Long, Map<Long, Integer>> days,
    Spans sessions,
    Spans activity,
    Map<String, Order> orders,
    Map<Long, Refund> refunds) {

  /** A pause of this length ends a session. */
  public static final long SESSION_GAP = 30 * 60 * 1000L;

  /** Pauses shorter than this are not remembered. */
  public static final long SILENCE_GAP = 24 * 60 * 60 * 1000L;

  /** A day in milliseconds. */
  public static final long DAY = 24 * 60 * 60 * 1000L;

  /** Evidence younger than this, before the latest of its kind, has exact times. */
  private static final long EXACT_AGE = 60 * DAY;

  private static final int LEAST_SESSIONS = 32;

  /** How many visits are kept, as a rule. */
  public static final Keep VISITS = new Keep(LEAST_SESSIONS, 128);

  private static final int MOST_DAYS = 400;
  private static final int MOST_SILENCES = 32;
  private static final int MOST_ORDERS = 500;
  private static final int MOST_REFUNDS = 200;

  /** Of older orders it is not kept which event told them: that is 8 bytes an order. */
  private static final int ORDERS_WITH_EVENT = 8;

  private static final Evidence NONE =
      new Evidence(
          LongMap.empty(),
          Map.of(),
          Spans.none(SESSION_GAP),
          Spans.none(SILENCE_GAP),
          Map.of(),
          Map.of());

  /** Nothing yet. */
  public static Evidence none() {
    return NONE;
  }

  /**
   * How many exact times of a condition are kept, or how many visits; other times go to day counts.
   * What is kept does not depend on the order in which events come.
   *
   * @param always the latest so many, whatever their age
   * @param most of those of the last 60 days, so many at most
   */
  public record Keep(int always, int most) {

    /** What either wants to be kept. */
    public Keep and(Keep other) {
      return new Keep(Math.max(always, other.always), Math.max(most, other.most));
    }

    private int surplus(Moments moments) {
      int size = moments.size();
      int surplus = Math.max(0, size - most);
      long horizon = moments.time(size - 1) - EXACT_AGE;
      while (size - surplus > always && moments.time(surplus) < horizon) {
        surplus++;
      }
      return surplus;
    }
  }

  /** With one more event that met a condition. */
  public Evidence with(long key, long time, int mark, Keep keep) {
    Moments moments = moments(key).with(time, mark);
    int surplus = keep.surplus(moments);
    Map<Long, Map<Long, Integer>> newDays = days;
    if (surplus > 0) {
      newDays = withDays(key, moments, surplus);
      moments = moments.withoutFirst(surplus);
    }
    return new Evidence(exact.with(key, moments), newDays, sessions, activity, orders, refunds);
  }

  /** When the condition of that key was met. */
  public Moments moments(long key) {
    Moments moments = exact.at(key);
    return moments == null ? Moments.none() : moments;
  }

  /**
   * From when on all times of that key are exact; empty if they all are. What was counted by the
   * day came before the first exact one.
   */
  public OptionalLong exactFrom(long key) {
    Map<Long, Integer> counts = days.getOrDefault(key, Map.of());
    if (counts.isEmpty()) {
      return OptionalLong.empty();
    }
    long dayAfter = (Collections.max(counts.keySet()) + 1) * DAY;
    Moments kept = moments(key);
    return OptionalLong.of(kept.size() == 0 ? dayAfter : Math.min(dayAfter, kept.time(0)));
  }

  /** From when on all visits are known; empty if none was forgotten. */
  public OptionalLong visitsFrom() {
    return sessions.size() < LEAST_SESSIONS
            || activity.isEmpty()
            || activity.start(0) >= sessions.start(0)
        ? OptionalLong.empty()
        : OptionalLong.of(sessions.start(0));
  }

  private Map<Long, Map<Long, Integer>> withDays(long key, Moments moments, int surplus) {
    TreeMap<Long, Integer> counts = new TreeMap<>(days.getOrDefault(key, Map.of()));
    for (int i = 0; i < surplus; i++) {
      counts.merge(Math.floorDiv(moments.time(i), DAY), 1, Integer::sum);
    }
    while (counts.size() > MOST_DAYS) {
      counts.pollFirstEntry();
    }
    Map<Long, Map<Long, Integer>> copy = new HashMap<>(days);
    copy.put(key, counts);
    return copy;
  }

  /** With a visit's event. */
  public Evidence withVisit(long time, Keep keep) {
    return new Evidence(
        exact,
        days,
        sessions.with(time).recent(keep.always, keep.most, EXACT_AGE),
        activity,
        orders,
        refunds);
  }

  /** With a sign of life. */
  public Evidence withActivity(long time) {
    return new Evidence(
        exact,
        days,
        sessions,
        activity.with(time).withLongestPauses(MOST_SILENCES),
        orders,
        refunds);
  }

  /** With an order; of one that is told twice the earlier telling counts. */
  public Evidence withOrder(Order order) {
    Map<String, Order> copy = new HashMap<>(orders);
    copy.merge(order.id(), order, Order::earlier);
    if (copy.size() > MOST_ORDERS) {
      copy.values().stream()
          .min((a, b) -> Long.compare(a.at(), b.at()))
          .ifPresent(oldest -> copy.remove(oldest.id()));
    }
    if (copy.size() > ORDERS_WITH_EVENT) {
      copy.values().stream()
          .sorted((a, b) -> Long.compare(b.at(), a.at()))
          .skip(ORDERS_WITH_EVENT)
          .filter(old -> old.eventHash() != 0)
          .toList()
          .forEach(old -> copy.put(old.id(), old.withoutEvent()));
    }
    return new Evidence(exact, days, sessions, activity, copy, refunds);
  }

  /** With a refund; told twice it is one. */
  public Evidence withRefund(Refund refund) {
    Map<Long, Refund> copy = new HashMap<>(refunds);
    copy.merge(refund.key(), refund, Evidence::earlier);
    if (copy.size() > MOST_REFUNDS) {
      copy.values().stream()
          .min((a, b) -> Long.compare(a.at(), b.at()))
          .ifPresent(oldest -> copy.remove(oldest.key()));
    }
    return new Evidence(exact, days, sessions, activity, orders, copy);
  }

  private static Refund earlier(Refund left, Refund right) {
    return right.at() < left.at() ? right : left;
  }

  /** As if that order had not been placed. */
  public Evidence withoutOrder(String orderId) {
    Map<String, Order> copy = new HashMap<>(orders);
    copy.remove(orderId);
    return new Evidence(exact, days, sessions, activity, copy, refunds);
  }

  /** This and that, of one person: unions everywhere, an order told twice is one. */
  public Evidence and(Evidence other) {
    if (other.isNone()) {
      return this;
    }
    if (isNone()) {
      return other;
    }
    return new Evidence(
        exact.and(other.exact, Moments::and),
        joined(days, other.days, Evidence::sum),
        sessions.and(other.sessions),
        activity.and(other.activity),
        joined(orders, other.orders, Order::earlier),
        joined(refunds, other.refunds, Evidence::earlier));
  }

  private boolean isNone() {
    return exact.isEmpty()
        && days.isEmpty()
        && sessions.isEmpty()
        && activity.isEmpty()
        && orders.isEmpty()
        && refunds.isEmpty();
  }

  private static <K, V> Map<K, V> joined(
      Map<K, V> left, Map<K, V> right, BinaryOperator<V> together) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    Map<K, V> all = new HashMap<>(left);
    right.forEach((key, value) -> all.merge(key, value, together));
    return all;
  }

  private static Map<Long, Integer> sum(Map<Long, Integer> left, Map<Long, Integer> right) {
    TreeMap<Long, Integer> all = new TreeMap<>(left);
    right.forEach((day, count) -> all.merge(day, count, Integer::sum));
    return all;
  }

  /** Orders, earliest first. */
  public List<Order> ordersInTime() {
    if (orders.isEmpty()) {
      return List.of();
    }
    List<Order> sorted = new ArrayList<>(orders.values());
    sorted.sort((a, b) -> Long.compare(a.at(), b.at()));
    return sorted;
  }
}
