package dev.leadlight.contracts.tier;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is worth as a customer.
 *
 * @param spent sum of its orders less what was paid back
 * @param expected estimate of what it will still spend; null if the scorecard does not ask, and
 *     without orders
 * @param currency ISO 4217 code of both amounts
 */
public record LeadValue(BigDecimal spent, @Nullable BigDecimal expected, String currency) {}
