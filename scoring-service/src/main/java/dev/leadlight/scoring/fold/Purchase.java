package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.RecentMessages;
import dev.leadlight.scoring.lead.Refund;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders and refunds as events tell them. */
final class Purchase {

  private static final Signal CANCELLED = new Signal("order_cancelled");
  private static final Set<Signal> REFUNDS = Set.of(new Signal("order_refunded"), CANCELLED);

  private Purchase() {}

  /** The order that an event tells of. */
  static Order orderOf(ShopperEvent event, long eventHash) {
    String id = orderId(event);
    return new Order(
        id == null ? event.id() : id,
        event.occurredAt().toEpochMilli(),
        event.value(),
        event.currency(),
        event.channel(),
        event.source(),
        eventHash);
  }

  /** The money that an event says was paid back for an order; empty if it says none. */
  static Optional<Refund> refundOf(ShopperEvent event, long eventHash) {
    String orderId = REFUNDS.contains(event.signal()) ? orderId(event) : null;
    if (orderId == null) {
      return Optional.empty();
    }
    String refundId = text(event, "refund_id", "refundId");
    // A cancellation may tell the price of the goods alone, and yet the postage is paid back, too.
    BigDecimal inAll = Amounts.decimal(Fields.text(event.properties().get("total_refunded")));
    BigDecimal told = inAll == null ? event.value() : inAll;
    BigDecimal amount = event.signal().equals(CANCELLED) ? null : told;
    return Optional.of(
        new Refund(
            refundId == null ? eventHash : RecentMessages.hashOf(orderId, refundId),
            orderId,
            event.occurredAt().toEpochMilli(),
            amount == null ? null : amount.abs(),
            event.currency(),
            inAll != null));
  }

  /** The shop's id of the order an event is about. */
  static @Nullable String orderId(ShopperEvent event) {
    return text(event, "order_id", "orderId", "transaction_id");
  }

  private static @Nullable String text(ShopperEvent event, String... names) {
    return Stream.of(names)
        .map(event.properties()::get)
        .filter(id -> id instanceof String || id instanceof Number)
        .map(Object::toString)
        .filter(id -> !id.isBlank())
        .findFirst()
        .orElse(null);
  }
}
