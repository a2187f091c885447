package dev.leadlight.feedback.experiment;

import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Confidence;
import dev.leadlight.feedback.significance.Difference;
import dev.leadlight.feedback.significance.Interval;
import org.jspecify.annotations.Nullable;

/**
 * An arm in figures.
 *
 * @param conversionRate 0 to 1; null without leads
 * @param conversionLow of its 95 % interval
 * @param revenuePerLead in the report's currency; null without leads
 * @param conversion against the champion; null for the champion itself
 * @param revenue likewise, per lead; its figures are null until 30 of both have ordered
 */
public record ArmReport(
    String arm,
    double share,
    long leads,
    long convertedLeads,
    @Nullable Double conversionRate,
    double conversionLow,
    double conversionHigh,
    @Nullable Double revenuePerLead,
    @Nullable Change conversion,
    @Nullable Change revenue) {

  static ArmReport champion(ArmCount count) {
    return of(count, null, null);
  }

  static ArmReport against(ArmCount champion, ArmCount count, double hopedFor) {
    Difference rates = Difference.of(champion.conversion(), count.conversion(), Confidence.USUAL);
    Adjusted.Remaining means =
        Adjusted.difference(champion.revenue(), count.revenue(), Confidence.USUAL);
    Difference spent =
        means
            .difference()
            .ofSpenders(champion.conversion().successes(), count.conversion().successes());
    return of(
        count,
        Change.of(rates, champion.conversion().rate(), hopedFor, 0),
        Change.of(spent, champion.revenue().during().mean(), hopedFor, means.reduction()));
  }

  private static ArmReport of(
      ArmCount count, @Nullable Change conversion, @Nullable Change revenue) {
    Interval wilson = count.conversion().wilson(Confidence.USUAL);
    boolean empty = count.leads() == 0;
    return new ArmReport(
        count.arm(),
        count.share(),
        count.leads(),
        count.conversion().successes(),
        empty ? null : count.conversion().rate(),
        wilson.low(),
        wilson.high(),
        empty ? null : count.revenue().during().mean(),
        conversion,
        revenue);
  }
}
