package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.vendor.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carts and checkouts of Shopify. A cart begins empty, so what stands in a new one was put there;
 * what an update changed can't be told without the cart before, so an update says no more than
 * that.
 */
final class ShopifyCarts {

  static List<Message> created(Payload cart, ShopifyShopper shopper) {
    String token = cart.text("token", "id");
    List<Message> added = new ArrayList<>();
    for (Payload line : cart.objects("line_items")) {
      String lineId = line.text("key", "variant_id", "id");
      Message message =
          Message.track("Product Added", "shopify:cart:" + token + ":added:" + lineId)
              .at(cart.text("created_at", "updated_at"))
              .property("cart_id", token)
              .property("currency", currency(line));
      ShopifyOrders.product(line).forEach(message::property);
      added.add(shopper.ofCart(message, cart, token));
    }
    return added;
  }

  static List<Message> updated(Payload cart, ShopifyShopper shopper) {
    String token = cart.text("token", "id");
    String at = cart.text("updated_at");
    List<Map<String, Object>> products = ShopifyOrders.products(cart);
    Message message =
        Message.track("Cart Updated", "shopify:cart:" + token + ":" + at)
            .at(at)
            .property("cart_id", token)
            .property("products", products);
    return List.of(shopper.ofCart(message, cart, token));
  }

  /**
   * The start of a checkout, the same each time the checkout is sent; and, as the shopper's name
   * comes later than the start, who it is.
   */
  static List<Message> checkout(Payload checkout, ShopifyShopper shopper) {
    String id = "shopify:checkout:" + checkout.text("token", "id");
    Message started =
        shopper
            .named(Message.track("Checkout Started", id + ":started"), checkout)
            .at(checkout.text("created_at"))
            .property("checkout_id", checkout.text("token", "id"))
            .property("value", checkout.text("total_price"))
            .property("subtotal", checkout.text("subtotal_price"))
            .property("currency", checkout.text("currency"))
            .property("products", ShopifyOrders.products(checkout));
    String person = person(checkout);
    return person == null
        ? List.of(started)
        : List.of(
            started,
            shopper
                .named(Message.identify(id + ":" + person), checkout)
                .at(checkout.text("updated_at")));
  }

  /** The person as part of an id: the same for the same details, and without them in the clear. */
  private static @Nullable String person(Payload checkout) {
    String customer = checkout.object("customer").text("id");
    String email = checkout.text("email");
    String phone = checkout.text("phone");
    return customer == null && email == null && phone == null
        ? null
        : Sha256.hex(customer + "\n" + email + "\n" + phone).substring(0, 32);
  }

  private static @Nullable String currency(Payload line) {
    return line.object("price_set").object("shop_money").text("currency_code");
  }

  private ShopifyCarts() {}
}
