package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What leads did, in stores and on the site, in the 30 days before they ordered; and whether those
 * who did it order more often than others.
 *
 * @param orders that told what came before them; others are in no share
 * @param leadDays what the lifts were counted of; null if nothing tells them of such a group
 * @param signals the highest lift first, then the most frequent
 */
public record SignalsBefore(
    Period period,
    Instant generatedAt,
    long orders,
    @Nullable LeadDays leadDays,
    List<Preceding> signals)
    implements Tabular {

  /** Orders that told what preceded them, by what it was. */
  public static final List<String> OF_ORDERS = List.of("preceded", "signals_known");

  /** Days of leads, by what had been done by then. */
  public static final List<String> OF_LEAD_DAYS = List.of("lead_day", "signal_day");

  /** Each with the days of its lift, which are others than those of the orders. */
  @Override
  public List<Line> lines() {
    SortedMap<String, Object> days = new TreeMap<>();
    if (leadDays != null) {
      days.put("leadDays.from", leadDays.period().firstDay());
      days.put("leadDays.to", leadDays.period().lastDay());
    }
    return signals.stream().map(signal -> new Line(days, signal)).toList();
  }

  /**
   * One kind of deed.
   *
   * @param signal a counter of docs/features.md
   * @param orders before which it was done at least once
   * @param byTier the same by the tier just before the order
   * @param lift null without {@link LeadDays}
   */
  public record Preceding(
      String signal, Share orders, Map<String, Share> byTier, @Nullable Lift lift) {

    private double liftOrNone() {
      return lift == null || lift.value() == null ? -1 : lift.value();
    }
  }

  /**
   * The days of leads, each by the first snapshot of the day.
   *
   * @param period the days that lifts are counted of, see {@link #settled}
   * @param horizonDays within which an order follows
   * @param bought of all the days: those that an order followed
   */
  public record LeadDays(Period period, int horizonDays, Share bought) {}

  /**
   * As many days, none of them later than in the period, after all of which the horizon has passed:
   * whether an order follows is known of no others.
   */
  public static Period settled(Period period, Instant now) {
    LocalDate latest =
        LocalDate.ofInstant(now.minus(Duration.ofDays(Lift.HORIZON_DAYS)), period.timeZone())
            .minusDays(1);
    long tooLate = Math.max(0, ChronoUnit.DAYS.between(latest, period.lastDay()));
    return Period.of(
        period.firstDay().minusDays(tooLate),
        period.lastDay().minusDays(tooLate),
        period.timeZone());
  }

  /**
   * Puts together what was counted.
   *
   * @param settled the days that lifts are counted of; null if they are not to be told
   * @param orders what preceded the orders of the period
   * @param days of leads in the settled period
   */
  public static SignalsBefore of(
      Period period,
      Instant generatedAt,
      @Nullable Period settled,
      Collection<Cell> orders,
      Collection<Cell> days) {
    Map<String, Tally> byTier = Tally.by(Cell::tier, orders);
    Tally all = byTier.getOrDefault("", Tally.NONE);
    Tally ofDays = new Tally(List.copyOf(days));
    LeadDays leadDays =
        settled == null
            ? null
            : new LeadDays(settled, Lift.HORIZON_DAYS, Lift.days(ofDays.sum("lead_day", When.NOW)));
    Map<String, Sum> preceding = all.items("preceded", When.NOW);
    Map<String, Sum> shown = ofDays.items("signal_day", When.NOW);
    Set<String> names = new TreeSet<>(preceding.keySet());
    names.addAll(shown.keySet());
    List<Preceding> signals =
        names.stream()
            .map(
                name ->
                    new Preceding(
                        name,
                        Share.of(preceding.getOrDefault(name, Sum.NONE).n(), known(all)),
                        byTier(name, byTier),
                        leadDays == null
                            ? null
                            : Lift.of(shown.getOrDefault(name, Sum.NONE), leadDays.bought())))
            .sorted(
                Comparator.comparing((Preceding each) -> -each.liftOrNone())
                    .thenComparing(each -> -each.orders().part())
                    .thenComparing(Preceding::signal))
            .toList();
    return new SignalsBefore(period, generatedAt, known(all), leadDays, signals);
  }

  private static Map<String, Share> byTier(String signal, Map<String, Tally> byTier) {
    Map<String, Share> shares = new TreeMap<>();
    byTier.forEach(
        (tier, tally) -> {
          if (!tier.isEmpty() && known(tally) > 0) {
            long part = tally.items("preceded", When.NOW).getOrDefault(signal, Sum.NONE).n();
            shares.put(tier, Share.of(part, known(tally)));
          }
        });
    return shares;
  }

  private static long known(Tally tally) {
    return tally.sum("signals_known", When.NOW).n();
  }
}
