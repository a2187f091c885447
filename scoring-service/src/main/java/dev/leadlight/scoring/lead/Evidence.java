package dev.leadlight.scoring.lead;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** How many exact times are kept of what a card asks for. */
  public static final int MOST_EXACT = 512;

  private static final int MOST_DAYS = 400;
  private static final int MOST_SESSIONS = 128;
  private static final int MOST_SILENCES = 64;
  private static final int MOST_ORDERS = 500;
  private static final int MOST_REFUNDS = 200;

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
   * With one more event that met a condition. The oldest of very many go to day counts.
   *
   * @param most how many exact times are kept
   */
  public Evidence with(long key, long time, int mark, int most) {
    Moments moments = moments(key).with(time, mark);
    Map<Long, Map<Long, Integer>> newDays = days;
    if (moments.size() > most) {
      newDays = withDay(key, Math.floorDiv(moments.time(0), DAY));
      moments = moments.withoutFirst(1);
    }
    return new Evidence(exact.with(key, moments), newDays, sessions, activity, orders, refunds);
  }

  /** When the condition of that key was met. */
  public Moments moments(long key) {
    Moments moments = exact.at(key);
    return moments == null ? Moments.none() : moments;
  }

  private Map<Long, Map<Long, Integer>> withDay(long key, long day) {
    TreeMap<Long, Integer> counts = new TreeMap<>(days.getOrDefault(key, Map.of()));
    counts.merge(day, 1, Integer::sum);
    while (counts.size() > MOST_DAYS) {
      counts.pollFirstEntry();
    }
    Map<Long, Map<Long, Integer>> copy = new HashMap<>(days);
    copy.put(key, counts);
    return copy;
  }

  /** With a visit's event. */
  public Evidence withVisit(long time) {
    return new Evidence(
        exact, days, sessions.with(time).latest(MOST_SESSIONS), activity, orders, refunds);
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
