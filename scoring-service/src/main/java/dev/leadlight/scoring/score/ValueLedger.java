package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.LongStream;

/** What a purchase history is worth at a moment, in O(log n): added up from order to order. */
final class ValueLedger {

  private final Worth worth;
  private final long[] orders;
  private final long[] changes;
  private final double[] fixed;

  /**
   * The value of orders.
   *
   * @param times when they were placed
   */
  ValueLedger(Worth worth, Purchases purchases, long[] times, Exchange exchange) {
    this.worth = worth;
    this.orders = times;
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
      fixed[i] = worth.ofFrequency(placed) + worth.ofMonetary(placed, sum);
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

  double pointsAt(long at) {
    int last = Sorted.lastIndexAt(orders, at);
    if (last < 0) {
      return worth.ofNobody();
    }
    double points = fixed[Sorted.lastIndexAt(changes, at)];
    return points + worth.ofRecency(Value.daysSince(orders[last], at));
  }

  /** No less than the history is worth at any moment. */
  double most() {
    double most = worth.ofNobody();
    for (double points : fixed) {
      most = Math.max(most, points);
    }
    return orders.length == 0 ? most : most + worth.mostOfRecency();
  }

  /**
   * When somebody who is worth less for having just bought no longer is; {@link Long#MAX_VALUE} for
   * all others.
   */
  long riseAfter(long at) {
    int last = Sorted.lastIndexAt(orders, at);
    if (last >= 0) {
      for (int days : worth.recencyBounds()) {
        long over = orders[last] + days * Evidence.DAY + 1;
        int then = Value.daysSince(orders[last], over);
        if (over > at && worth.ofRecency(then) > worth.ofRecency(days)) {
          return over;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /** When money was paid back, and when the latest order has become too old for a band. */
  void addJumps(Jumps jumps) {
    jumps.add(changes);
    for (int i = 0; i < orders.length; i++) {
      for (int days : worth.recencyBounds()) {
        long over = orders[i] + days * Evidence.DAY + 1;
        if (i + 1 == orders.length || over < orders[i + 1]) {
          jumps.add(over);
        }
      }
    }
  }
}
