package dev.leadlight.scoring.lead;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money paid back for an order. It may be told before the order is.
 *
 * @param key the same for each telling of one refund
 * @param at when, in epoch milliseconds
 * @param amount null for all that the order came to
 * @param currency null if it is the order's
 * @param inAll whether the amount is all that was paid back for the order so far, what others tell
 *     included
 */
public record Refund(
    long key,
    String orderId,
    long at,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    boolean inAll) {}
