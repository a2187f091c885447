package dev.leadlight.routing.connector.zapier;

import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.LeadField;
import dev.leadlight.routing.delivery.Delivery;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Zap is told. People map its fields by a sample, so it is flat, and all of them are always
 * there, null if nothing is known.
 */
public final class ZapierEvent {

  /** The one event there is. */
  public static final String TIER_CHANGED = "lead.tier_changed";

  private static final int REASONS = 3;

  /**
   * The event of a delivery, whose id it bears.
   *
   * @param link the address of a lead's page with {@code {leadId}} in it
   */
  public static Map<String, @Nullable Object> of(Delivery delivery, @Nullable String link) {
    TierChange change = delivery.change();
    LeadFacts facts = LeadFacts.of(change, link);
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("id", delivery.id());
    event.put("event", TIER_CHANGED);
    event.put("occurredAt", change.since());
    event.put("leadId", change.leadId());
    event.put("name", change.contact().name());
    event.put("email", facts.email().orElse(null));
    event.put("phone", facts.phone().orElse(null));
    event.put("fromTier", change.from());
    event.put("toTier", change.to());
    event.put("direction", change.direction());
    for (LeadField field :
        List.of(
            LeadField.SCORE,
            LeadField.SEGMENTS,
            LeadField.RFM_GROUP,
            LeadField.LEAD_URL,
            LeadField.REASONS)) {
      event.put(field.label(), facts.values().get(field));
    }
    putReasons(event, change);
    return event;
  }

  private static void putReasons(Map<String, @Nullable Object> event, TierChange change) {
    List<Contribution> rules =
        change.reasons().stream()
            .filter(reason -> reason.rule() != null)
            .sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.points())))
            .toList();
    for (int i = 0; i < REASONS; i++) {
      Contribution reason = i < rules.size() ? rules.get(i) : null;
      event.put("reason" + (i + 1), reason == null ? null : reason.rule());
      event.put("reason" + (i + 1) + "Points", reason == null ? null : reason.points());
    }
  }

  private ZapierEvent() {}
}
