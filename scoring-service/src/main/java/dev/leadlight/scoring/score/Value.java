package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Exchange;
import dev.leadlight.contracts.scorecard.RfmGroups;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Purchases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recency, frequency and monetary value of a lead at a moment.
 *
 * @param lastOrderAt of the orders up to that moment, in epoch milliseconds; null without orders
 * @param monetary sum of their net amounts at that moment, in the card's currency
 * @param unconverted currencies that could not be added, for want of a rate
 */
public record Value(
    @Nullable Long lastOrderAt, int frequency, BigDecimal monetary, Set<String> unconverted) {

  private static final String UNNAMED = "unknown";

  public Value {
    unconverted = Set.copyOf(unconverted);
  }

  /** What the orders up to a moment come to. */
  static Value at(long at, Purchases purchases, Exchange exchange) {
    Long last = null;
    int count = 0;
    BigDecimal sum = BigDecimal.ZERO;
    Set<String> unconverted = new TreeSet<>();
    for (Order order : purchases.inTime()) {
      if (order.at() > at) {
        break;
      }
      last = order.at();
      count++;
      Optional<BigDecimal> net = purchases.net(order, at, exchange);
      if (net.isPresent()) {
        sum = sum.add(net.get());
      } else {
        unconverted.add(order.currency() == null ? UNNAMED : order.currency());
      }
    }
    return new Value(last, count, sum, unconverted);
  }

  /** Its points, by dimension; those worth nothing are left out. */
  List<Contribution> contributions(Worth worth, long at) {
    List<Contribution> all = new ArrayList<>();
    if (lastOrderAt != null) {
      add(all, "rfm.recency", worth.ofRecency(daysSince(lastOrderAt, at)));
    }
    add(all, "rfm.frequency", worth.ofFrequency(frequency));
    add(all, "rfm.monetary", worth.ofMonetary(frequency, monetary));
    return all;
  }

  /** The name for such a customer; empty without orders. */
  Optional<String> groupName(RfmGroups names, long at) {
    return lastOrderAt == null
        ? Optional.empty()
        : names.nameOf(daysSince(lastOrderAt, at), frequency, monetary);
  }

  /** Whole days, a started one counts as a day more, so that exactly 30 days are still 30. */
  static int daysSince(long then, long at) {
    return (int)
        Math.min(Integer.MAX_VALUE, Math.floorDiv(at - then + Evidence.DAY - 1, Evidence.DAY));
  }

  private static void add(List<Contribution> all, String rule, double points) {
    if (points != 0) {
      all.add(Contribution.ofValue(rule, points));
    }
  }
}
