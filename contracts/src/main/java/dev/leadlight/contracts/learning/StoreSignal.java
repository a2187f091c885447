package dev.leadlight.contracts.learning;

import dev.leadlight.contracts.identity.LeadId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead did something in a store. Told at least once; {@code id} is derived from the event, so a
 * repeat has the same one.
 *
 * @param signal the event's, for example {@code store_visited}
 * @param store the event's {@code store_id}, or the name of the source when it has none
 * @param zone of the store, if the event names one
 * @param dwellSeconds how long the lead stayed there, if the event says so; at most a day
 * @param tier the lead was known to be in just before the event
 */
public record StoreSignal(
    String id,
    LeadId leadId,
    String signal,
    String store,
    @Nullable String zone,
    @Nullable BigDecimal dwellSeconds,
    Instant occurredAt,
    String tier) {}
