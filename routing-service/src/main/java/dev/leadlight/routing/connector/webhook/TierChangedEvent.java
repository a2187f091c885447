package dev.leadlight.routing.connector.webhook;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.delivery.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The event that the generic webhook carries. The same delivery gives the same body, byte for byte.
 *
 * @param type {@value #TYPE}
 * @param timestamp when the suite noticed the change
 */
public record TierChangedEvent(String type, Instant timestamp, Payload data) {

  private static final String TYPE = "lead.tier_changed";

  /** The change. */
  public record Payload(
      String deliveryId,
      String tierChangeId,
      String leadId,
      List<String> identities,
      String from,
      String to,
      Direction direction,
      double score,
      List<Contribution> reasons,
      Instant since,
      Contact contact,
      ScorecardRef scorecard,
      @Nullable String arm) {}

  /** The event of a delivery. */
  public static TierChangedEvent of(Delivery delivery) {
    TierChange change = delivery.change();
    return new TierChangedEvent(
        TYPE,
        change.decidedAt(),
        new Payload(
            delivery.id(),
            change.id(),
            change.leadId().value(),
            Wording.identities(change),
            change.from(),
            change.to(),
            change.direction(),
            change.score(),
            change.reasons(),
            change.since(),
            change.contact(),
            change.scorecard(),
            change.arm()));
  }

  /**
   * The signed call.
   *
   * @param keys all of them sign, so that the receiver may change over at its own pace
   * @param now of this attempt
   */
  public HttpMessage request(List<WebhookKey> keys, Instant now) {
    String body = HttpMessage.text(this);
    long timestamp = now.getEpochSecond();
    String signatures =
        keys.stream()
            .map(key -> key.sign(data.deliveryId(), timestamp, body))
            .collect(Collectors.joining(" "));
    return HttpMessage.json(
        Map.of(
            "webhook-id", data.deliveryId(),
            "webhook-timestamp", String.valueOf(timestamp),
            "webhook-signature", signatures),
        body);
  }
}
