package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an order, a checkout or a cart of Shopify: the customer, the contact details given,
 * the storefront's own anonymous id if it left it in the cart, and the cart itself, by which a
 * nameless cart becomes somebody's with the checkout.
 *
 * @param attribute name of the cart attribute that holds the storefront's anonymous id
 */
record ShopifyShopper(String attribute) {

  Message named(Message message, Payload payload) {
    Payload customer = payload.object("customer");
    String email = payload.text("email", "contact_email");
    String phone = payload.text("phone");
    return ofCart(message, payload, payload.text("cart_token"))
        .userId(customer.text("id"))
        .trait("email", email == null ? customer.text("email") : email)
        .trait("phone", phone == null ? customer.text("phone") : phone);
  }

  /**
   * A nameless cart.
   *
   * @param token the cart's; newer ones come with a key behind a question mark, not always the same
   */
  Message ofCart(Message message, Payload payload, @Nullable String token) {
    if (token != null) {
      String id = "shopify-cart:" + token.replaceFirst("\\?.*", "");
      message.context("externalIds", List.of(Map.of("type", "anonymous_id", "id", id)));
    }
    return message.anonymousId(anonymousId(payload));
  }

  private @Nullable String anonymousId(Payload payload) {
    return Stream.concat(
            Stream.of(payload.object("attributes").text(attribute)),
            Stream.of("note_attributes", "attributes")
                .flatMap(list -> payload.objects(list).stream())
                .filter(pair -> attribute.equals(pair.text("name", "key")))
                .map(pair -> pair.text("value")))
        .filter(value -> Fields.text(value) != null)
        .findFirst()
        .orElse(null);
  }
}
