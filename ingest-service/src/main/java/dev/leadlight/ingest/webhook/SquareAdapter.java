package dev.leadlight.ingest.webhook;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.source.WebhookSettings;
import dev.leadlight.ingest.webhook.Signatures.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Webhooks of Square, which sign the address as it was registered and the body. Ids are made of
 * what the events are about: a payment comes several times and counts once.
 */
final class SquareAdapter implements WebhookAdapter {

  @Override
  public String vendor() {
    return "square";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return settings.url().isPresent()
        ? Optional.empty()
        : Optional.of("Square signs the address: give it as url, as it is registered there");
  }

  @Override
  public Authenticity check(WebhookRequest request, WebhookSettings settings, Instant now) {
    return request
        .header("x-square-hmacsha256-signature")
        .flatMap(Signatures::base64)
        .map(
            presented ->
                Authenticity.authenticIf(
                    Signatures.hmac(
                        Hash.SHA256,
                        settings.secrets(),
                        presented,
                        Signatures.piece(settings.url().orElse("")),
                        request.body())))
        .orElse(Authenticity.MALFORMED);
  }

  @Override
  public List<Item> read(WebhookRequest request, WebhookSettings settings) {
    return request.items().stream().flatMap(item -> read(item).stream()).toList();
  }

  private static List<Item> read(Item item) {
    if (item.fields() == null) {
      return List.of(item);
    }
    Payload event = new Payload(item.fields());
    String type = event.text("type");
    if (type == null) {
      return List.of(Item.refused(RejectionReason.UNREADABLE_PAYLOAD, "/type", item.sent()));
    }
    if (type.equals("customer.deleted")) {
      return List.of(Item.refused(RejectionReason.ERASURE_REQUESTED, "/data/id", item.sent()));
    }
    return messages(type, event.object("data").object("object")).stream()
        .map(message -> message.item(item.sent()))
        .toList();
  }

  /** Orders come without their lines and without a customer: the payment says more. */
  private static List<Message> messages(String type, Payload object) {
    return switch (type) {
      case "payment.created", "payment.updated" -> SquareEvents.payment(object.object("payment"));
      case "refund.created", "refund.updated" -> SquareEvents.refund(object.object("refund"));
      case "loyalty.event.created" -> SquareEvents.loyalty(object.object("loyalty_event"));
      case "loyalty.account.created" -> SquareEvents.joined(object.object("loyalty_account"));
      case "loyalty.account.updated" -> SquareEvents.account(object.object("loyalty_account"));
      case "customer.created", "customer.updated" ->
          SquareEvents.customer(object.object("customer"));
      default -> List.of();
    };
  }
}
