package dev.leadlight.feedback.kpi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key figures of a period beside those of the period before.
 *
 * @param basis how amounts of several currencies were put together
 * @param tiers see {@link Table}
 * @param previous as many days, just before
 * @param growth what became of the one until the other
 * @param customers over all time
 */
public record Kpis(
    Period period,
    Instant generatedAt,
    Rates basis,
    @Nullable Group group,
    List<Figures> tiers,
    Figures total,
    Previous previous,
    Growth growth,
    Customers customers)
    implements Tabular {

  @Override
  public List<Line> lines() {
    return Stream.concat(tiers.stream(), Stream.of(total))
        .map(figures -> new Line(Map.of(), figures))
        .toList();
  }

  /**
   * What the figures are limited to.
   *
   * @param dimension a label, or {@code arm+channel} and the like
   * @param value of the dimension, or {@code champion/in_store} and the like
   */
  public record Group(String dimension, String value) {

    private static final Set<String> OF_SNAPSHOTS =
        Stream.of(Dimension.SEGMENT, Dimension.VERSION, Dimension.ARM)
            .flatMap(each -> Stream.of(each.label(), each.withArm()))
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a lead is in such a group by what is known of it, whatever it does. */
    public boolean isToldBySnapshots() {
      return OF_SNAPSHOTS.contains(dimension);
    }

    /**
     * What was asked for.
     *
     * @return empty if there are no such figures; in it nothing if everything was asked for
     */
    public static Optional<Optional<Group>> of(Map<Dimension, String> asked) {
      if (asked.size() < 2) {
        return Optional.of(
            asked.entrySet().stream()
                .map(one -> new Group(one.getKey().label(), one.getValue()))
                .findFirst());
      }
      String arm = asked.get(Dimension.ARM);
      return arm == null || asked.size() > 2
          ? Optional.empty()
          : asked.entrySet().stream()
              .filter(each -> each.getKey().goesWithArms())
              .map(
                  each ->
                      Optional.of(new Group(each.getKey().withArm(), arm + "/" + each.getValue())))
              .findFirst();
    }
  }

  /** The period before. */
  public record Previous(Period period, List<Figures> tiers, Figures total) {}

  /**
   * As shares of the period before: 0.1 is a tenth more. Null where there was nothing before.
   *
   * @param leadVelocityRate growth of the leads who were in the highest tier for the first time
   * @param averageOrderValue growth in the basis currency
   */
  public record Growth(
      @Nullable Double leads,
      @Nullable Double conversionRate,
      @Nullable Double orders,
      @Nullable Double revenue,
      @Nullable Double averageOrderValue,
      @Nullable Double leadVelocityRate) {}

  /**
   * Who has ever bought, up to the period's end.
   *
   * @param lifetimeValue what they have spent in all, each on average; null without any
   * @param retention of the buyers of the period before: those who bought again in this one
   */
  public record Customers(long count, @Nullable Money lifetimeValue, Share retention) {}

  /**
   * Turns counts into figures.
   *
   * @param tiersInForce names, highest first; each is listed even when nothing happened in it
   */
  public static Kpis of(
      Period period,
      Instant generatedAt,
      Rates rates,
      @Nullable Group group,
      List<String> tiersInForce,
      Collection<Cell> cells) {
    boolean isOfStore = group != null && group.dimension().equals(Dimension.STORE.label());
    Table now = Table.of(cells, tiersInForce, rates, When.NOW, isOfStore);
    Table before = Table.of(cells, tiersInForce, rates, When.BEFORE, isOfStore);
    Map<String, Tally> byTier = Tally.by(Cell::tier, cells);
    Tally all = byTier.getOrDefault("", Tally.NONE);
    Tally highest =
        tiersInForce.isEmpty() ? Tally.NONE : byTier.getOrDefault(tiersInForce.get(0), Tally.NONE);
    return new Kpis(
        period,
        generatedAt,
        rates,
        group,
        now.tiers(),
        now.total(),
        new Previous(period.before(), before.tiers(), before.total()),
        growth(now.total(), before.total(), all, highest, rates),
        customers(all, rates));
  }

  private static Growth growth(Figures now, Figures before, Tally all, Tally highest, Rates rates) {
    Revenue earned = Revenue.of(all.items("order", When.NOW), rates);
    Revenue earnedBefore = Revenue.of(all.items("order", When.BEFORE), rates);
    return new Growth(
        Tally.growth((double) now.leads(), (double) before.leads()),
        Tally.growth(now.conversionRate(), before.conversionRate()),
        Tally.growth((double) now.orders(), (double) before.orders()),
        Tally.growth(earned.converted().doubleValue(), earnedBefore.converted().doubleValue()),
        Tally.growth(earned.average(), earnedBefore.average()),
        Tally.growth(
            (double) highest.newPeople("lead", When.NOW),
            (double) highest.newPeople("lead", When.BEFORE)));
  }

  private static Customers customers(Tally all, Rates rates) {
    long count = all.peopleEver("buyer");
    Revenue spent = Revenue.of(all.itemsEver("order"), rates);
    long before = all.people("buyer", When.BEFORE);
    long again = before + all.people("buyer", When.NOW) - all.people("buyer", When.BOTH);
    return new Customers(
        count,
        count == 0 ? null : new Money(rates.currency(), spent.converted()).dividedBy(count),
        Share.of(again, before));
  }
}
