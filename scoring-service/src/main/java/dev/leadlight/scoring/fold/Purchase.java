package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.scoring.lead.Order;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders and refunds as events tell them. */
final class Purchase {

  private static final Set<Signal> REFUNDS =
      Set.of(new Signal("order_refunded"), new Signal("order_cancelled"));

  private Purchase() {}

  /** The order that an event tells of. */
  static Order orderOf(ShopperEvent event, long eventHash) {
    String id = orderId(event);
    return new Order(
        id == null ? event.id() : id,
        event.occurredAt().toEpochMilli(),
        event.value(),
        event.currency(),
        BigDecimal.ZERO,
        event.channel(),
        event.source(),
        eventHash);
  }

  /** Whether the event takes money back from an order. */
  static boolean isRefund(ShopperEvent event) {
    return REFUNDS.contains(event.signal());
  }

  /** The shop's id of the order an event is about. */
  static @Nullable String orderId(ShopperEvent event) {
    return Stream.of("order_id", "orderId", "transaction_id")
        .map(event.properties()::get)
        .filter(id -> id instanceof String || id instanceof Number)
        .map(Object::toString)
        .filter(id -> !id.isBlank())
        .findFirst()
        .orElse(null);
  }
}
