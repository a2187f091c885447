package dev.leadlight.ingest.webhook;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Webhooks of a Shopify app or shop. Ids are made of what they are about (an order, a checkout),
 * not of the delivery: one order comes by several topics and counts once.
 */
final class ShopifyAdapter implements WebhookAdapter {

  /**
   * Where the storefront leaves its anonymous id, unless {@code options.anonymous-id-attribute}.
   */
  private static final String ANONYMOUS_ID = "_leadlight_anonymous_id";

  /** What a topic's payload says. */
  private interface Reading {
    List<Message> messages(Payload payload, ShopifyShopper shopper);
  }

  private static final Map<String, Reading> TAKEN =
      Map.ofEntries(
          Map.entry("orders/create", ShopifyOrders::completed),
          Map.entry("orders/paid", ShopifyOrders::completed),
          Map.entry("orders/cancelled", ShopifyOrders::cancelled),
          Map.entry("orders/updated", ShopifyOrders::refunded),
          Map.entry("refunds/create", (refund, shopper) -> ShopifyOrders.refund(refund)),
          Map.entry("carts/create", ShopifyCarts::created),
          Map.entry("carts/update", ShopifyCarts::updated),
          Map.entry("checkouts/create", ShopifyCarts::checkout),
          Map.entry("checkouts/update", ShopifyCarts::checkout),
          Map.entry("customers/create", (one, shopper) -> ShopifyCustomers.identified(one)),
          Map.entry("customers/update", (one, shopper) -> ShopifyCustomers.identified(one)),
          Map.entry("customers/enable", (one, shopper) -> ShopifyCustomers.identified(one)),
          Map.entry(
              "customers_email_marketing_consent/update",
              (one, shopper) -> ShopifyCustomers.emailConsent(one)),
          Map.entry(
              "customers_marketing_consent/update",
              (one, shopper) -> ShopifyCustomers.smsConsent(one)));

  /** What a person has to see to, and deliveries that don't say what they are. */
  private static final Map<String, RejectionReason> REFUSED =
      Map.of(
          "customers/redact", RejectionReason.ERASURE_REQUESTED,
          "customers/delete", RejectionReason.ERASURE_REQUESTED,
          "shop/redact", RejectionReason.ERASURE_REQUESTED,
          "customers/data_request", RejectionReason.DATA_REQUESTED,
          "", RejectionReason.UNREADABLE_PAYLOAD);

  @Override
  public String vendor() {
    return "shopify";
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return header(request, "Hmac-Sha256")
        .flatMap(Signatures::base64)
        .map(
            presented ->
                Authenticity.authenticIf(
                    Signatures.hmac(Hash.SHA256, settings.secrets(), presented, request.body())))
        .orElse(Authenticity.MALFORMED);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    String topic = header(request, "Topic").orElse("");
    ShopifyShopper shopper =
        new ShopifyShopper(settings.option("anonymous-id-attribute").orElse(ANONYMOUS_ID));
    return request.items().stream().flatMap(item -> read(topic, item, shopper).stream()).toList();
  }

  private static List<Item> read(String topic, Item item, ShopifyShopper shopper) {
    if (item.fields() == null) {
      return List.of(item);
    }
    RejectionReason refusal = REFUSED.get(topic);
    if (refusal != null) {
      return List.of(Item.refused(refusal, "", item.sent()));
    }
    Reading reading = TAKEN.get(topic);
    return reading == null ? List.of() : read(reading, item, new Payload(item.fields()), shopper);
  }

  private static List<Item> read(
      Reading reading, Item item, Payload payload, ShopifyShopper shopper) {
    return payload.text("id", "token", "customer_id") == null
        ? List.of(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/id", item.sent()))
        : reading.messages(payload, shopper).stream()
            .map(message -> message.item(item.sent()))
            .toList();
  }

  /** Newer deliveries leave out the {@code X-}. */
  private static Optional<String> header(WebhookRequest request, String name) {
    return request
        .header("X-Shopify-" + name)
        .or(() -> request.header("Shopify-" + name))
        .map(String::strip);
  }
}
