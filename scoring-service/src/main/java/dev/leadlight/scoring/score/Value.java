package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recency, frequency and monetary value of a lead at a moment.
 *
 * @param lastOrderAt of the orders up to that moment, in epoch milliseconds; null without orders
 * @param monetary sum of their net amounts in the card's currency; other currencies are not added
 */
public record Value(@Nullable Long lastOrderAt, int frequency, BigDecimal monetary) {

  /** What the orders up to a moment come to. */
  static Value at(long at, List<Order> ordersInTime, Currency currency) {
    Long last = null;
    int count = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (Order order : ordersInTime) {
      if (order.at() > at) {
        break;
      }
      last = order.at();
      count++;
      sum = plus(sum, order, currency);
    }
    return new Value(last, count, sum);
  }

  /** The sum with one more order; of another currency, the same. */
  static BigDecimal plus(BigDecimal sum, Order order, Currency currency) {
    return currency.getCurrencyCode().equals(order.currency()) ? sum.add(order.net()) : sum;
  }

  /** Its points, by dimension; those worth nothing are left out. */
  List<Contribution> contributions(Rfm rfm, long at) {
    List<Contribution> all = new ArrayList<>();
    if (lastOrderAt != null) {
      add(all, "rfm.recency", best(rfm.recencyDays().tailMap(daysSince(lastOrderAt, at))));
    }
    add(all, "rfm.frequency", best(rfm.frequency().headMap(frequency, true)));
    add(all, "rfm.monetary", best(rfm.monetary().headMap(monetary, true)));
    return all;
  }

  /** The name for such a customer; empty without orders. */
  Optional<String> groupName(RfmGroups names, long at) {
    return lastOrderAt == null
        ? Optional.empty()
        : names.nameOf(daysSince(lastOrderAt, at), frequency, monetary);
  }

  /** Days, with fractions, since the latest order; NaN without orders. */
  double daysSinceOrder(long at) {
    return lastOrderAt == null ? Double.NaN : (at - lastOrderAt) / (double) Evidence.DAY;
  }

  /** Whole days, a started one counts as a day more, so that exactly 30 days are still 30. */
  static int daysSince(long then, long at) {
    return (int)
        Math.min(Integer.MAX_VALUE, Math.floorDiv(at - then + Evidence.DAY - 1, Evidence.DAY));
  }

  static double best(Map<?, Double> bands) {
    double best = Double.NEGATIVE_INFINITY;
    for (double points : bands.values()) {
      best = Math.max(best, points);
    }
    return bands.isEmpty() ? 0 : best;
  }

  private static void add(List<Contribution> all, String rule, double points) {
    if (points != 0) {
      all.add(Contribution.ofValue(rule, points));
    }
  }
}
