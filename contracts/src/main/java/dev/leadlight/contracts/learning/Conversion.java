package dev.leadlight.contracts.learning;

import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.math.BigDecimal;
import java.time.Instant;
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
    @Nullable String arm) {}
