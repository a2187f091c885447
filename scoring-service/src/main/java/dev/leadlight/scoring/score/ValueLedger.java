package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** What a purchase history is worth at a moment, in O(log n): added up from order to order. */
final class ValueLedger {

  private final Rfm rfm;
  private final long[] orders;
  private final double nothing;
  private final double[] fixed;

  /**
   * The value of orders.
   *
   * @param times when they were placed
   */
  ValueLedger(Rfm rfm, List<Order> ordersInTime, long[] times, Currency currency) {
    this.rfm = rfm;
    this.orders = times;
    this.nothing = fixed(0, BigDecimal.ZERO);
    this.fixed = new double[times.length];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < times.length; i++) {
      sum = Value.plus(sum, ordersInTime.get(i), currency);
      fixed[i] = fixed(i + 1, sum);
    }
  }

  private double fixed(int frequency, BigDecimal monetary) {
    return Value.best(rfm.frequency().headMap(frequency, true))
        + Value.best(rfm.monetary().headMap(monetary, true));
  }

  double pointsAt(long at) {
    int last = Sorted.lastIndexAt(orders, at);
    return last < 0
        ? nothing
        : fixed[last] + Value.best(rfm.recencyDays().tailMap(Value.daysSince(orders[last], at)));
  }

  /** No less than the history is worth at any moment. */
  double most() {
    double most = nothing;
    for (double points : fixed) {
      most = Math.max(most, points);
    }
    return orders.length == 0 ? most : most + Math.max(0, Value.best(rfm.recencyDays()));
  }

  /** The moments at which the latest order has become too old for a band. */
  void addJumps(Jumps jumps) {
    for (int i = 0; i < orders.length; i++) {
      for (Map.Entry<Integer, Double> band : rfm.recencyDays().entrySet()) {
        long over = orders[i] + band.getKey() * Evidence.DAY + 1;
        if (i + 1 == orders.length || over < orders[i + 1]) {
          jumps.add(over);
        }
      }
    }
  }
}
