package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.source.WebhookSettings;
import dev.leadlight.ingest.webhook.Signatures.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of a Shopify app or shop. Ids are made of what they are about (an order, a checkout),
 * not of the delivery: one order comes by several topics and counts once.
 */
final class ShopifyAdapter implements WebhookAdapter {

  /**
   * Where the storefront leaves its anonymous id, unless {@code options.anonymous-id-attribute}.
   */
  private static final String ANONYMOUS_ID = "leadlight_anonymous_id";

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
    Payload payload = new Payload(item.fields());
    RejectionReason refusal = refusal(topic, payload);
    return refusal == null
        ? messages(topic, payload, shopper).stream()
            .map(message -> message.item(item.sent()))
            .toList()
        : List.of(Item.refused(refusal, "", item.sent()));
  }

  private static List<Message> messages(String topic, Payload payload, ShopifyShopper shopper) {
    return switch (topic) {
      case "orders/create", "orders/paid" -> new ShopifyOrders(shopper).completed(payload);
      case "orders/cancelled" -> new ShopifyOrders(shopper).cancelled(payload);
      case "orders/updated" -> new ShopifyOrders(shopper).refunded(payload);
      case "refunds/create" -> ShopifyOrders.refund(payload);
      case "carts/create" -> new ShopifyCarts(shopper).created(payload);
      case "carts/update" -> new ShopifyCarts(shopper).updated(payload);
      case "checkouts/create", "checkouts/update" -> new ShopifyCarts(shopper).checkout(payload);
      case "customers/create", "customers/update", "customers/enable" ->
          ShopifyCustomers.identified(payload);
      case "customers_email_marketing_consent/update" -> ShopifyCustomers.emailConsent(payload);
      case "customers_marketing_consent/update" -> ShopifyCustomers.smsConsent(payload);
      default -> List.of();
    };
  }

  /** What nothing can be made of, and what a person has to see to. */
  private static @Nullable RejectionReason refusal(String topic, Payload payload) {
    return switch (topic) {
      case "customers/redact", "shop/redact", "customers/delete" ->
          RejectionReason.ERASURE_REQUESTED;
      case "customers/data_request" -> RejectionReason.DATA_REQUESTED;
      case "" -> RejectionReason.UNREADABLE_PAYLOAD;
      default ->
          payload.text("id", "token", "customer_id") == null
              ? RejectionReason.UNREADABLE_PAYLOAD
              : null;
    };
  }

  /** Newer deliveries leave out the {@code X-}. */
  private static Optional<String> header(WebhookRequest request, String name) {
    return request
        .header("X-Shopify-" + name)
        .or(() -> request.header("Shopify-" + name))
        .map(String::strip);
  }
}
