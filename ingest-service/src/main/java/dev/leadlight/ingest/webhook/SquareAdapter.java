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
import java.util.function.Function;

/**
 * Webhooks of Square, which sign the address as it was registered and the body. Ids are made of
 * what the events are about: a payment comes several times and counts once.
 */
final class SquareAdapter implements WebhookAdapter {

  /**
   * What an event says.
   *
   * @param name of the object it is about
   */
  private record Reading(String name, Function<Payload, List<Message>> messages) {}

  /** Orders are not: they come without lines and customer, and their payment says more. */
  private static final Map<String, Reading> TAKEN =
      Map.of(
          "payment.created", new Reading("payment", SquareEvents::payment),
          "payment.updated", new Reading("payment", SquareEvents::payment),
          "refund.created", new Reading("refund", SquareEvents::refund),
          "refund.updated", new Reading("refund", SquareEvents::refund),
          "loyalty.event.created", new Reading("loyalty_event", SquareEvents::loyalty),
          "loyalty.account.created", new Reading("loyalty_account", SquareEvents::joined),
          "loyalty.account.updated", new Reading("loyalty_account", SquareEvents::account),
          "customer.created", new Reading("customer", SquareEvents::customer),
          "customer.updated", new Reading("customer", SquareEvents::customer));

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
    Reading reading = TAKEN.get(type);
    return reading == null ? List.of() : read(reading, item, event);
  }

  private static List<Item> read(Reading reading, Item item, Payload event) {
    Payload object = event.object("data").object("object").object(reading.name());
    return object.has("id")
        ? reading.messages().apply(object).stream()
            .map(message -> message.item(item.sent()))
            .toList()
        : List.of(
            Item.refused(
                RejectionReason.UNREADABLE_PAYLOAD, "/data/object/" + reading.name(), item.sent()));
  }
}
