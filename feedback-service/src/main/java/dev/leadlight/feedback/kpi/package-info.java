/**
 * Were the tiers right? Key figures of a period by tier, defined here and nowhere else.
 *
 * <p>A period is half-open: it holds its {@code from} and ends before its {@code to}. All moments
 * are event time, the moment the thing happened, so a late record changes the figures of the period
 * it belongs to. A lead that has absorbed others is one lead: whatever happened to the absorbed
 * ones counts for it, in earlier periods too.
 *
 * <ul>
 *   <li><b>leads</b> of a tier: how many different leads were in the tier at some time in the
 *       period. A lead that moved counts in each tier it was in, so the tiers do not add up to the
 *       total. An order also testifies: its lead was in the order's {@code tierBefore} at that
 *       moment. Hence a conversion rate never exceeds 1.
 *   <li><b>convertedLeads</b>: how many different leads ordered in the period while in the tier,
 *       which is the tier just before the order.
 *   <li><b>conversionRate</b> = convertedLeads / leads; null when there are no leads.
 *   <li><b>orders</b>: how many different orders were placed in the period from the tier.
 *       Cancellations and refunds are not taken off.
 *   <li><b>revenue</b>: sum of the orders' values, one sum for each currency. Amounts of different
 *       currencies are never added. An order told without a value adds to orders only.
 *   <li><b>averageOrderValue</b> = revenue / number of orders that told a value in that currency,
 *       rounded half up to the currency's minor unit.
 * </ul>
 *
 * <p>Flow: period → one SQL statement that counts ({@code tier_stay} in the first migration says
 * what being in a tier means) → {@link dev.leadlight.feedback.kpi.Kpis#of}.
 */
@NullMarked
package dev.leadlight.feedback.kpi;

import org.jspecify.annotations.NullMarked;
