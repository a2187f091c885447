package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Square's objects say. Its customer id is that of a directory, not of the shop's accounts, so
 * it names the shopper as {@code crm}; the reference that a shop gave to a customer is the user.
 */
final class SquareEvents {

  private static final String COMPLETED = "COMPLETED";

  /** Products of Square by which nobody stands in a store. */
  private static final Set<String> ONLINE = Set.of("ECOMMERCE_API", "ONLINE_STORE", "INVOICES");

  /** A purchase, once its payment is complete. */
  static List<Message> payment(Payload payment) {
    if (!COMPLETED.equals(payment.text("status"))) {
      return List.of();
    }
    String product = payment.object("application_details").text("square_product");
    boolean online = product != null && ONLINE.contains(product);
    Message message =
        Message.track(
                online ? "Order Completed" : "POS Purchase",
                "square:payment:" + payment.text("id") + ":completed")
            .at(payment.text("created_at", "updated_at"))
            .in(online ? Channel.ONLINE : Channel.IN_STORE)
            .trait("crm_id", payment.text("customer_id"))
            .trait("email", payment.text("buyer_email_address"))
            .property("order_id", payment.text("order_id", "id"))
            .property("payment_id", payment.text("id"))
            .property("store_id", payment.text("location_id"))
            .property("affiliation", product);
    return List.of(money(message, payment.object("amount_money")));
  }

  /** A refund, once it is complete. Square names nobody with it. */
  static List<Message> refund(Payload refund) {
    if (!COMPLETED.equals(refund.text("status"))) {
      return List.of();
    }
    Message message =
        Message.track("Order Refunded", "square:refund:" + refund.text("id") + ":completed")
            .at(refund.text("updated_at", "created_at"))
            .property("order_id", refund.text("order_id", "payment_id"))
            .property("payment_id", refund.text("payment_id"))
            .property("store_id", refund.text("location_id"));
    return List.of(money(message, refund.object("amount_money")));
  }

  static List<Message> loyalty(Payload event) {
    List<Payload> details =
        Stream.of("accumulate_points", "create_reward", "redeem_reward", "adjust_points")
            .filter(event::has)
            .map(event::object)
            .toList();
    Payload detail = details.isEmpty() ? new Payload(Map.of()) : details.get(0);
    return List.of(
        Message.track("Loyalty Transaction", "square:loyalty-event:" + event.text("id"))
            .at(event.text("created_at"))
            .trait("loyalty_id", event.text("loyalty_account_id"))
            .property("kind", event.text("type"))
            .property("points", detail.number("points"))
            .property("order_id", detail.text("order_id"))
            .property("store_id", event.text("location_id"))
            .property("affiliation", event.text("source")));
  }

  static List<Message> joined(Payload account) {
    String id = "square:loyalty-account:" + account.text("id") + ":joined";
    return List.of(
        holder(Message.track("Loyalty Joined", id), account)
            .at(account.text("enrolled_at", "created_at")));
  }

  /** Who holds the card. */
  static List<Message> account(Payload account) {
    String at = account.text("updated_at");
    String id = "square:loyalty-account:" + account.text("id") + ":" + at;
    return List.of(
        holder(Message.identify(id), account)
            .at(at)
            .trait("loyalty_balance", account.number("balance")));
  }

  static List<Message> customer(Payload customer) {
    String at = customer.text("updated_at", "created_at");
    return List.of(
        Message.identify("square:customer:" + customer.text("id") + ":" + at)
            .at(at)
            .userId(customer.text("reference_id"))
            .trait("crm_id", customer.text("id"))
            .trait("email", customer.text("email_address"))
            .trait("phone", customer.text("phone_number"))
            .trait("first_name", customer.text("given_name"))
            .trait("last_name", customer.text("family_name")));
  }

  private static Message holder(Message message, Payload account) {
    return message
        .trait("loyalty_id", account.text("id"))
        .trait("crm_id", account.text("customer_id"))
        .trait("phone", account.object("mapping").text("phone_number"));
  }

  private static Message money(Message message, Payload money) {
    String currency = money.text("currency");
    return message
        .property("total", Amounts.ofSmallestUnit(money.number("amount"), currency))
        .property("currency", currency);
  }

  private SquareEvents() {}
}
