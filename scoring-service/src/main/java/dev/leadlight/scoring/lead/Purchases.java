package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.scorecard.Exchange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders of a lead with what was paid back for them, as of any moment. */
public final class Purchases {

  private static final long[] NEVER = new long[0];

  private final List<Order> inTime;
  private final Map<String, List<Refund>> refunds;

  /** What the evidence tells of purchases. */
  public Purchases(Evidence evidence) {
    this.inTime = evidence.ordersInTime();
    this.refunds = evidence.refunds().isEmpty() ? Map.of() : new HashMap<>();
    for (Refund refund : evidence.refunds().values()) {
      refunds.computeIfAbsent(refund.orderId(), id -> new ArrayList<>()).add(refund);
    }
  }

  /** Orders, earliest first. */
  public List<Order> inTime() {
    return inTime;
  }

  /** When money was paid back, in epoch milliseconds, in no order. */
  public long[] refundTimes() {
    if (refunds.isEmpty()) {
      return NEVER;
    }
    return refunds.values().stream().flatMap(List::stream).mapToLong(Refund::at).toArray();
  }

  /** What an order came to, in the currency of the exchange; empty if there is no rate for it. */
  public Optional<BigDecimal> total(Order order, Exchange exchange) {
    return order.value() == null
        ? Optional.of(BigDecimal.ZERO)
        : exchange.convert(order.value(), order.currency());
  }

  /**
   * What an order came to less what was paid back by a moment; never below zero. Empty if there is
   * no rate for its currency.
   */
  public Optional<BigDecimal> net(Order order, long at, Exchange exchange) {
    return total(order, exchange).map(total -> less(total, order, at, exchange));
  }

  /** Whether nothing is left of an order at a moment, for it was paid back whole. */
  public boolean isPaidBack(Order order, long at, Exchange exchange) {
    boolean isNothing =
        net(order, at, exchange).map(BigDecimal::signum).filter(s -> s == 0).isPresent();
    return refunds.getOrDefault(order.id(), List.of()).stream()
        .anyMatch(refund -> refund.at() <= at && (isNothing || refund.amount() == null));
  }

  /** By how much orders that were placed before fell in worth at exactly that moment. */
  public BigDecimal paidBackAt(long at, Exchange exchange) {
    BigDecimal sum = BigDecimal.ZERO;
    if (refunds.isEmpty()) {
      return sum;
    }
    for (Order order : inTime) {
      boolean isFallen =
          order.at() < at
              && refunds.getOrDefault(order.id(), List.of()).stream().anyMatch(r -> r.at() == at);
      if (isFallen) {
        sum =
            sum.add(net(order, at - 1, exchange).orElse(BigDecimal.ZERO))
                .subtract(net(order, at, exchange).orElse(BigDecimal.ZERO));
      }
    }
    return sum;
  }

  private BigDecimal less(BigDecimal total, Order order, long at, Exchange exchange) {
    BigDecimal oneByOne = BigDecimal.ZERO;
    BigDecimal inAll = BigDecimal.ZERO;
    for (Refund refund : refunds.getOrDefault(order.id(), List.of())) {
      if (refund.at() <= at) {
        BigDecimal amount = amount(refund, order, total, exchange);
        oneByOne = refund.inAll() ? oneByOne : oneByOne.add(amount);
        inAll = refund.inAll() ? inAll.max(amount) : inAll;
      }
    }
    return total.subtract(oneByOne.max(inAll)).max(BigDecimal.ZERO);
  }

  /** A refund in a currency without a rate is taken for one of the order's. */
  private static BigDecimal amount(
      Refund refund, Order order, BigDecimal total, Exchange exchange) {
    BigDecimal amount = refund.amount();
    if (amount == null) {
      return total;
    }
    return exchange
        .convert(amount, refund.currency())
        .or(() -> exchange.convert(amount, order.currency()))
        .orElse(amount);
  }
}
