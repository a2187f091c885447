package dev.leadlight.feedback.kpi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What leads of each tier did in the stores, and how many people came there.
 *
 * @param stores by name
 */
public record Stores(Period period, Instant generatedAt, Rates basis, List<Store> stores)
    implements Tabular {

  /** Of each store the visits by tier and of all, then its zones, then what was done there. */
  @Override
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Store store : stores) {
      Map<String, Object> of = Map.of("store", store.store());
      store.tiers().forEach(visits -> lines.add(new Line(of, visits)));
      lines.add(new Line(of, store.total()));
      store.zones().forEach(zone -> lines.add(new Line(of, zone)));
      store.signals().forEach(deed -> lines.add(new Line(of, deed)));
    }
    return lines;
  }

  /**
   * One store.
   *
   * @param tiers those of the scorecard in force, highest first, then others by name
   * @param zones by name
   * @param signals what was done there, by signal
   */
  public record Store(
      String store, List<Visits> tiers, Visits total, List<Zone> zones, List<Deed> signals) {}

  /**
   * Visits of a tier, or of all.
   *
   * @param visits a lead in the store on a day
   * @param leads different ones who were there or bought there
   * @param meanDwellSeconds of a visit
   * @param buyers of the leads: those who bought in the store
   * @param footfall of everybody, known or not; null by tier, and where no sensor counted
   */
  public record Visits(
      @Nullable String tier,
      long visits,
      long leads,
      @Nullable Double meanDwellSeconds,
      Share buyers,
      long orders,
      Figures.InBasis money,
      @Nullable Footfall footfall) {}

  /**
   * Whoever came in, counted by sensors at the entrances.
   *
   * @param orders in the store on the days on which they counted
   * @param conversionRate orders for each visitor; null when nobody came
   */
  public record Footfall(long visitors, long orders, @Nullable Double conversionRate) {

    static Footfall of(Counted counted) {
      return new Footfall(
          counted.visitors,
          counted.orders,
          counted.visitors == 0 ? null : (double) counted.orders / counted.visitors);
    }
  }

  /**
   * What the sensors of a zone counted.
   *
   * @param zone empty for the entrances, which count for the store
   * @param orders in the store on the days on which its entrances were counted; 0 of another zone
   */
  public record Counted(String store, String zone, long visitors, long orders) {}

  /**
   * Visits of a zone.
   *
   * @param visits a lead in the zone on a day
   * @param byTier the same by the tier the lead was in
   * @param meanDwellSeconds as told by the signals
   * @param visitors whoever came in, known or not, by sensors; null where none counted
   */
  public record Zone(
      String zone,
      long visits,
      Map<String, Long> byTier,
      @Nullable Double meanDwellSeconds,
      @Nullable Long visitors) {}

  /** How often something was done. */
  public record Deed(String signal, long count) {}

  /** Puts together what was told of leads, and what sensors counted, by store. */
  public static Stores of(
      Period period,
      Instant generatedAt,
      Rates rates,
      List<String> tiersInForce,
      Collection<Cell> cells,
      Collection<Counted> counted) {
    Map<String, List<Cell>> byStore = new TreeMap<>();
    cells.forEach(cell -> byStore.computeIfAbsent(cell.value(), s -> new ArrayList<>()).add(cell));
    Map<String, Map<String, Counted>> sensors = new HashMap<>();
    counted.forEach(
        each -> sensors.computeIfAbsent(each.store, s -> new TreeMap<>()).put(each.zone, each));
    sensors.keySet().forEach(store -> byStore.putIfAbsent(store, List.of()));
    List<Store> stores = new ArrayList<>();
    byStore.forEach(
        (name, its) ->
            stores.add(
                store(name, its, sensors.getOrDefault(name, Map.of()), tiersInForce, rates)));
    stores.removeIf(store -> store.total().leads() == 0 && !sensors.containsKey(store.store()));
    return new Stores(period, generatedAt, rates, List.copyOf(stores));
  }

  private static Store store(
      String name,
      List<Cell> cells,
      Map<String, Counted> sensors,
      List<String> tiersInForce,
      Rates rates) {
    Map<String, Tally> byTier = Tally.by(Cell::tier, cells);
    Counted entrances = sensors.get("");
    Tally all = byTier.getOrDefault("", Tally.NONE);
    Set<String> tiers = new LinkedHashSet<>(tiersInForce);
    byTier.keySet().stream().filter(tier -> !tier.isEmpty()).forEach(tiers::add);
    return new Store(
        name,
        tiers.stream()
            .map(tier -> visits(tier, byTier.getOrDefault(tier, Tally.NONE), rates, null))
            .toList(),
        visits(null, all, rates, entrances == null ? null : Footfall.of(entrances)),
        zones(all, byTier, sensors),
        all.items("in_store", When.NOW).entrySet().stream()
            .map(each -> new Deed(each.getKey(), each.getValue().n()))
            .toList());
  }

  private static Visits visits(
      @Nullable String tier, Tally tally, Rates rates, @Nullable Footfall footfall) {
    long leads = tally.people("lead", When.NOW);
    return new Visits(
        tier,
        tally.sum("visit", When.NOW).n(),
        leads,
        tally.sum("visit", When.NOW).mean(),
        Share.of(tally.people("buyer", When.NOW), leads),
        tally.sum("order", When.NOW).n(),
        Figures.InBasis.of(Revenue.of(tally.items("order", When.NOW), rates), rates),
        footfall);
  }

  private static List<Zone> zones(
      Tally all, Map<String, Tally> byTier, Map<String, Counted> sensors) {
    Map<String, Cell.Sum> told = all.items("zone", When.NOW);
    Set<String> zones = new TreeSet<>(told.keySet());
    sensors.keySet().stream().filter(zone -> !zone.isEmpty()).forEach(zones::add);
    return zones.stream()
        .map(
            zone -> {
              Cell.Sum sum = told.getOrDefault(zone, Cell.Sum.NONE);
              Counted counted = sensors.get(zone);
              return new Zone(
                  zone,
                  sum.n(),
                  byTier(zone, byTier),
                  sum.mean(),
                  counted == null ? null : counted.visitors);
            })
        .toList();
  }

  private static Map<String, Long> byTier(String zone, Map<String, Tally> byTier) {
    Map<String, Long> tiers = new TreeMap<>();
    byTier.forEach(
        (tier, tally) -> {
          Cell.Sum in = tally.items("zone", When.NOW).get(zone);
          if (!tier.isEmpty() && in != null) {
            tiers.put(tier, in.n());
          }
        });
    return tiers;
  }
}
