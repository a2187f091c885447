package dev.leadlight.feedback.kpi;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of a tier, or of all leads. Definitions are on the package.
 *
 * @param tier null for all
 * @param conversionRate 0 to 1; null when there are no leads
 * @param revenue one amount for each currency, by code
 * @param averageOrderValue likewise
 */
public record Figures(
    @Nullable String tier,
    long leads,
    long convertedLeads,
    @Nullable Double conversionRate,
    long orders,
    List<Money> revenue,
    List<Money> averageOrderValue) {

  static Figures of(@Nullable String tier, Tally tally) {
    List<Tally.Sales> sales =
        tally.sales().stream()
            .sorted(Comparator.comparing((Tally.Sales s) -> s.revenue().currency()))
            .toList();
    return new Figures(
        tier,
        tally.leads(),
        tally.convertedLeads(),
        tally.leads() == 0 ? null : (double) tally.convertedLeads() / tally.leads(),
        tally.orders(),
        sales.stream().map(Tally.Sales::revenue).toList(),
        sales.stream().map(each -> each.revenue().dividedBy(each.orders())).toList());
  }
}
