package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of a tier, or of all leads. Definitions are in docs/kpis.md.
 *
 * @param tier null for all
 * @param conversionRate 0 to 1; null when there are no leads
 * @param precision the same with its interval
 * @param recall of all leads who bought: those who bought from this tier
 * @param lift conversion rate as a multiple of that of all leads
 * @param revenue one amount for each currency, by code
 * @param averageOrderValue likewise
 * @param money all currencies together
 * @param purchaseFrequency orders of a buyer
 * @param repeatPurchase of the buyers: those with an order before
 * @param newLeads people who were in the tier for the first time ever
 * @param daysToReach from the first sight to the first time in the tier, on average
 * @param daysInTier of the stays that ended, on average
 * @param contact whether and how soon somebody was told
 * @param labels what was said of the leads; null by store, where nobody tells it
 */
public record Figures(
    @Nullable String tier,
    long leads,
    long convertedLeads,
    @Nullable Double conversionRate,
    Share precision,
    Share recall,
    @Nullable Double lift,
    long orders,
    List<Money> revenue,
    List<Money> averageOrderValue,
    InBasis money,
    @Nullable Double purchaseFrequency,
    Share repeatPurchase,
    long newLeads,
    @Nullable Double daysToReach,
    @Nullable Double daysInTier,
    Contact contact,
    @Nullable Labels labels) {

  private static final double DAY_SECONDS = 24 * 60 * 60;

  /**
   * Amounts in the basis currency.
   *
   * @param averageOrderValue null without an order that told a value
   * @param unconverted amounts without a rate, which are in none of the others
   */
  public record InBasis(Money revenue, @Nullable Money averageOrderValue, List<Money> unconverted) {

    static InBasis of(Revenue revenue, Rates rates) {
      Money sum = new Money(rates.currency(), revenue.converted());
      return new InBasis(
          sum.rounded(),
          revenue.orders() == 0 ? null : sum.dividedBy(revenue.orders()),
          revenue.unconverted());
    }
  }

  /**
   * What became of crossings into the tier.
   *
   * @param crossings that lasted
   * @param heldBack of which nobody was told on purpose
   * @param served of the others: those of which somebody was told
   * @param secondsToFirst from the crossing until the first was told, on average
   */
  public record Contact(
      long crossings, long heldBack, Share served, @Nullable Double secondsToFirst) {}

  /**
   * What reps, shoppers and the CRM said of leads in the tier.
   *
   * @param won of the deals that were closed: those that were won
   * @param wonValue of those, one amount for each currency
   * @param accepted of the leads that reps have judged: those that were good
   * @param answers of surveys
   * @param satisfaction 0 to 1, of the answers that tell it, on average
   */
  public record Labels(
      Share won,
      List<Money> wonValue,
      Share accepted,
      long answers,
      @Nullable Double satisfaction) {

    static Labels of(Tally tally, When when) {
      SortedMap<String, Sum> told = tally.items("label", when);
      long won = count(told, "won");
      long good = count(told, "good_lead");
      return new Labels(
          Share.of(won, won + count(told, "lost")),
          amounts(tally.items("won", when)),
          Share.of(good, good + count(told, "not_ready")),
          count(told, "survey_answer"),
          tally.sum("satisfaction", when).mean());
    }

    private static long count(SortedMap<String, Sum> told, String kind) {
      return told.getOrDefault(kind, Sum.NONE).n();
    }
  }

  /**
   * Turns counts into figures.
   *
   * @param isOfStore whether they are limited to a store
   */
  static Figures of(
      @Nullable String tier, Tally tally, Tally all, Rates rates, When when, boolean isOfStore) {
    long leads = tally.people("lead", when);
    long buyers = tally.people("buyer", when);
    Share precision = Share.of(buyers, leads);
    Share base = Share.of(all.people("buyer", when), all.people("lead", when));
    Sum orders = tally.sum("order", when);
    SortedMap<String, Sum> sales = tally.items("order", when);
    return new Figures(
        tier,
        leads,
        buyers,
        precision.rate(),
        precision,
        Share.of(buyers, all.people("buyer", when)),
        precision.rate() == null || base.part() == 0 || base.rate() == null
            ? null
            : precision.rate() / base.rate(),
        orders.n(),
        amounts(sales),
        sales.entrySet().stream()
            .map(e -> new Money(e.getKey(), e.getValue().amount()).dividedBy(e.getValue().n()))
            .toList(),
        InBasis.of(Revenue.of(sales, rates), rates),
        buyers == 0 ? null : (double) orders.n() / buyers,
        Share.of(tally.people("repeat_buyer", when), buyers),
        tally.newPeople("lead", when),
        days(tally.sum("reached", when).mean()),
        days(tally.sum("stay", when).mean()),
        contact(tally, when),
        isOfStore ? null : Labels.of(tally, when));
  }

  private static Contact contact(Tally tally, When when) {
    long crossings = tally.sum("crossed", when).n();
    long held = tally.sum("held", when).n();
    Sum contacted = tally.sum("contacted", when);
    return new Contact(
        crossings, held, Share.of(contacted.n(), crossings - held), contacted.mean());
  }

  private static List<Money> amounts(SortedMap<String, Sum> sales) {
    return sales.entrySet().stream()
        .map(each -> new Money(each.getKey(), each.getValue().amount()))
        .toList();
  }

  private static @Nullable Double days(@Nullable Double seconds) {
    return seconds == null ? null : seconds / DAY_SECONDS;
  }
}
