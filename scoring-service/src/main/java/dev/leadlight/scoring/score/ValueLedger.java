package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** What a purchase history is worth at a moment, in O(log n): added up from order to order. */
final class ValueLedger {

  private final Rfm rfm;
  private final long[] orders;
  private final long[] changes;
  private final double nothing;
  private final double[] fixed;

  /**
   * The value of orders.
   *
   * @param times when they were placed
   * @param nothing what {@link #ofNobody} says
   */
  ValueLedger(Rfm rfm, Purchases purchases, long[] times, Exchange exchange, double nothing) {
    this.rfm = rfm;
    this.orders = times;
    this.nothing = nothing;
    this.changes = changes(times, purchases.refundTimes());
    this.fixed = new double[changes.length];
    BigDecimal sum = BigDecimal.ZERO;
    int placed = 0;
    for (int i = 0; i < changes.length; i++) {
      long at = changes[i];
      sum = sum.add(purchases.paidBackAt(at, exchange).negate());
      while (placed < times.length && times[placed] <= at) {
        Order order = purchases.inTime().get(placed++);
        sum = sum.add(purchases.net(order, at, exchange).orElse(BigDecimal.ZERO));
      }
      fixed[i] = fixed(rfm, placed, sum);
    }
  }

  private static long[] changes(long[] orders, long[] refunds) {
    return refunds.length == 0
        ? orders
        : LongStream.concat(Arrays.stream(orders), Arrays.stream(refunds))
            .sorted()
            .distinct()
            .toArray();
  }

  /** What somebody without orders is worth. */
  static double ofNobody(Rfm rfm) {
    return fixed(rfm, 0, BigDecimal.ZERO);
  }

  private static double fixed(Rfm rfm, int frequency, BigDecimal monetary) {
    return Value.best(rfm.frequency().headMap(frequency, true))
        + Value.best(rfm.monetary().headMap(monetary, true));
  }

  double pointsAt(long at) {
    int last = Sorted.lastIndexAt(orders, at);
    if (last < 0) {
      return nothing;
    }
    double points = fixed[Sorted.lastIndexAt(changes, at)];
    return points + Value.best(rfm.recencyDays().tailMap(Value.daysSince(orders[last], at)));
  }

  /** No less than the history is worth at any moment. */
  double most() {
    double most = nothing;
    for (double points : fixed) {
      most = Math.max(most, points);
    }
    return orders.length == 0 ? most : most + Math.max(0, Value.best(rfm.recencyDays()));
  }

  /** When money was paid back, and when the latest order has become too old for a band. */
  void addJumps(Jumps jumps) {
    jumps.add(changes);
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
