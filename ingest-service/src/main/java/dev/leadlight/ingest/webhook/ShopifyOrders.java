package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Payload;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders and refunds of Shopify. */
final class ShopifyOrders {

  /** Enough to score by, and a message stays small however large the order is. */
  private static final int MOST_PRODUCTS = 100;

  /**
   * Once an order is paid: before that it may be one half of a split payment at a till, or a bank
   * transfer that never comes. Nothing for test orders.
   */
  static List<Message> completed(Payload order, ShopifyShopper shopper) {
    String id = order.text("id");
    if (!"paid".equals(order.text("financial_status")) || order.isTrue("test")) {
      return List.of();
    }
    String event = isPos(order) ? "POS Purchase" : "Order Completed";
    return List.of(
        about(Message.track(event, "shopify:order:" + id + ":completed"), order, shopper)
            .at(order.text("processed_at", "created_at")));
  }

  static List<Message> cancelled(Payload order, ShopifyShopper shopper) {
    String id = "shopify:order:" + order.text("id") + ":cancelled";
    return order.isTrue("test")
        ? List.of()
        : List.of(
            about(Message.track("Order Cancelled", id), order, shopper)
                .at(order.text("cancelled_at", "updated_at"))
                .property("reason", order.text("cancel_reason")));
  }

  /** The refunds that an order lists: unlike a refund by itself, the order says whose it is. */
  static List<Message> refunded(Payload order, ShopifyShopper shopper) {
    return order.objects("refunds").stream()
        .filter(refund -> refund.has("id"))
        .map(
            refund ->
                shopper
                    .named(refundOf(refund), order)
                    .property("order_id", order.text("id"))
                    .in(isPos(order) ? Channel.IN_STORE : null))
        .toList();
  }

  /** A refund by itself, which names nobody. */
  static List<Message> refund(Payload refund) {
    return List.of(refundOf(refund).property("order_id", refund.text("order_id")));
  }

  private static Message refundOf(Payload refund) {
    Map<String, BigDecimal> byCurrency = new TreeMap<>();
    for (Payload transaction : refund.objects("transactions")) {
      BigDecimal amount = Amounts.decimal(transaction.text("amount"));
      String currency = transaction.text("currency");
      if ("refund".equals(transaction.text("kind"))
          && "success".equals(transaction.text("status"))
          && amount != null
          && currency != null) {
        byCurrency.merge(currency, amount, BigDecimal::add);
      }
    }
    Message message =
        Message.track("Order Refunded", "shopify:refund:" + refund.text("id"))
            .at(refund.text("processed_at", "created_at"));
    if (byCurrency.size() == 1) {
      byCurrency.forEach(
          (currency, amount) -> message.property("total", amount).property("currency", currency));
    }
    return message;
  }

  private static Message about(Message message, Payload order, ShopifyShopper shopper) {
    return shopper
        .named(message, order)
        .in(isPos(order) ? Channel.IN_STORE : null)
        .property("order_id", order.text("id"))
        .property("order_name", order.text("name"))
        .property("checkout_id", order.text("checkout_token"))
        .property("affiliation", order.text("source_name"))
        .property("store_id", order.text("location_id"))
        .property("total", order.text("total_price"))
        .property("subtotal", order.text("subtotal_price"))
        .property("tax", order.text("total_tax"))
        .property("discount", order.text("total_discounts"))
        .property("currency", order.text("currency"))
        .property("coupon", coupon(order))
        .property("products", products(order));
  }

  private static boolean isPos(Payload order) {
    return "pos".equals(order.text("source_name"));
  }

  private static @Nullable String coupon(Payload order) {
    return order.objects("discount_codes").stream()
        .findFirst()
        .map(code -> code.text("code"))
        .orElse(null);
  }

  /** The lines of an order, a checkout or a cart. */
  static List<Map<String, Object>> products(Payload payload) {
    return payload.objects("line_items").stream()
        .limit(MOST_PRODUCTS)
        .map(ShopifyOrders::product)
        .toList();
  }

  static Map<String, Object> product(Payload line) {
    Map<String, Object> product = new TreeMap<>();
    put(product, "product_id", line.text("product_id"));
    put(product, "variant", line.text("variant_id"));
    put(product, "sku", line.text("sku"));
    put(product, "name", line.text("title"));
    put(product, "brand", line.text("vendor"));
    put(product, "price", line.text("price"));
    put(product, "quantity", line.number("quantity"));
    return product;
  }

  private static void put(Map<String, Object> product, String name, @Nullable Object value) {
    if (value != null) {
      product.put(name, value);
    }
  }

  private ShopifyOrders() {}
}
