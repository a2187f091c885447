package dev.leadlight.contracts.learning;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead bought something, with what the score said just before.
 *
 * @param id the same for the same order, however often and from wherever it is told
 * @param orderId the shop's, or the event's id when the shop gave none
 * @param value the order's total; null when the event did not say
 * @param currency ISO 4217, null with {@code value}
 * @param tierBefore the tier just before the order, not counting it
 * @param scoreBefore the score just before the order, unrounded
 * @param store where it was bought; null outside stores
 * @param segments of the lead just before the order, in the scorecard's order; null in records from
 *     before they were told
 * @param signalsBefore what the lead did in the 30 days before the order: how often, by the
 *     counters of docs/features.md, those at 0 left out; null in records from before it was told
 */
public record Conversion(
    String id,
    LeadId leadId,
    String orderId,
    @Nullable BigDecimal value,
    @Nullable String currency,
    Instant occurredAt,
    Channel channel,
    String source,
    String tierBefore,
    double scoreBefore,
    ScorecardRef scorecard,
    @Nullable String arm,
    @Nullable String store,
    @Nullable List<String> segments,
    @Nullable Map<String, Integer> signalsBefore) {

  public Conversion {
    segments = segments == null ? null : List.copyOf(segments);
    signalsBefore = signalsBefore == null ? null : Map.copyOf(signalsBefore);
  }
}
