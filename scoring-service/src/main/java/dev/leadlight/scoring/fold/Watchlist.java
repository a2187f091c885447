package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.SegmentCondition;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.feature.Deeds;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which evidence cards and features ask for, by signal, so that an event is held against few
 * conditions.
 */
final class Watchlist {

  private record Watch(
      EvidenceKey key,
      Set<Signal> on,
      Condition where,
      @Nullable String distinct,
      Evidence.Keep keep) {

    /**
     * What a card asks for.
     *
     * @param together how many events make one match
     */
    static Watch ofCard(
        EvidenceKey key, Set<Signal> on, Condition where, @Nullable String distinct, int together) {
      int always = Math.min(MOST_EXACT, LATEST_MATCHES * together);
      return new Watch(key, on, where, distinct, new Evidence.Keep(always, MOST_EXACT));
    }

    Watch and(Watch other) {
      return and(other.keep);
    }

    Watch and(Evidence.Keep more) {
      return new Watch(key, on, where, distinct, keep.and(more));
    }

    static Watch ofAny(EvidenceKey key, Set<Signal> on) {
      return ofCard(key, on, new Condition.Always(), null, 2);
    }
  }

  /**
   * One condition met: what to keep, and the mark of the distinct property.
   *
   * @param keep how many exact times are kept of it
   */
  record Sighting(EvidenceKey key, int mark, Evidence.Keep keep) {}

  /** Of what a card asks for. */
  private static final int MOST_EXACT = 512;

  private static final int LATEST_MATCHES = 64;

  /** How many exact times are kept of what only features ask for. */
  private static final Evidence.Keep FEW = new Evidence.Keep(48, 48);

  /** How many are kept, whatever their age, where moments of long ago are asked about. */
  private static final Evidence.Keep OF_ANY_AGE = new Evidence.Keep(MOST_EXACT, MOST_EXACT);

  private final Map<Signal, List<Watch>> bySignal;
  private final Set<Signal> purchases;
  private final Evidence.Keep deeds;
  private final Evidence.Keep visits;

  private Watchlist(
      Map<Signal, List<Watch>> bySignal,
      Set<Signal> purchases,
      Evidence.Keep deeds,
      Evidence.Keep visits) {
    this.bySignal = bySignal;
    this.purchases = purchases;
    this.deeds = deeds;
    this.visits = visits;
  }

  static Watchlist of(List<Scorecard> cards) {
    return of(cards, Set.of());
  }

  /**
   * What cards ask for.
   *
   * @param signals to be kept as well, whatever their properties; empty for none
   */
  static Watchlist of(List<Scorecard> cards, Set<Signal> signals) {
    Map<Long, Watch> watches = new LinkedHashMap<>();
    Set<Signal> purchases = new HashSet<>();
    for (FeatureCatalogue.Counter counter : FeatureCatalogue.standard().counters()) {
      put(
          watches,
          new Watch(counter.evidence(), counter.signals(), new Condition.Always(), null, FEW));
    }
    put(watches, Watch.ofAny(DerivedSignal.ADDED, DerivedSignal.CART));
    for (Scorecard card : cards) {
      add(watches, card);
      purchases.addAll(card.purchases());
    }
    if (!signals.isEmpty()) {
      put(watches, Watch.ofAny(EvidenceKey.ofAny(signals), signals));
    }
    return new Watchlist(bySignal(watches.values()), purchases, FEW, Evidence.VISITS);
  }

  /** The same, to be kept for longer than anybody who asks about the present needs it. */
  Watchlist ofAnyAge() {
    Map<Signal, List<Watch>> all = new HashMap<>();
    bySignal.forEach(
        (signal, watches) ->
            all.put(signal, watches.stream().map(each -> each.and(OF_ANY_AGE)).toList()));
    return new Watchlist(all, purchases, OF_ANY_AGE, OF_ANY_AGE);
  }

  private static void add(Map<Long, Watch> watches, Scorecard card) {
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        put(
            watches,
            Watch.ofCard(
                rule.evidence(), rule.on(), rule.where(), rule.distinct(), together(rule.when())));
        if (rule.when() instanceof When.Absent absent) {
          put(watches, Watch.ofAny(absent.evidence(), absent.absent()));
        }
      }
    }
    card.segments().forEach(segment -> put(watches, segment.when()));
  }

  private static void put(Map<Long, Watch> watches, Watch watch) {
    watches.merge(watch.key().value(), watch, Watch::and);
  }

  private static int together(When when) {
    if (when instanceof When.CountInSession count) {
      return count.count();
    }
    return when instanceof When.CountInWindow count ? count.count() : 1;
  }

  private static void put(Map<Long, Watch> watches, SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      all.conditions().forEach(each -> put(watches, each));
    } else if (condition instanceof SegmentCondition.Any any) {
      any.conditions().forEach(each -> put(watches, each));
    } else if (condition instanceof SegmentCondition.Not not) {
      put(watches, not.condition());
    } else if (condition instanceof SegmentCondition.Did did) {
      put(watches, Watch.ofCard(did.evidence(), did.on(), did.where(), did.distinct(), 1));
    }
  }

  private static Map<Signal, List<Watch>> bySignal(Collection<Watch> watches) {
    Map<Signal, List<Watch>> map = new HashMap<>();
    for (Watch watch : watches) {
      for (Signal signal : watch.on()) {
        if (DerivedSignal.find(signal).isPresent()) {
          continue; // whoever sends one of that name: time alone says when it happens
        }
        map.computeIfAbsent(signal, s -> new ArrayList<>()).add(watch);
      }
    }
    return map;
  }

  /** The conditions that an event meets. */
  List<Sighting> sightings(ShopperEvent event) {
    List<Watch> watches = bySignal.getOrDefault(event.signal(), List.of());
    List<Sighting> met = new ArrayList<>(watches.size() + 1);
    if (Deeds.isOne(event)) {
      met.add(new Sighting(Deeds.KEY, Deeds.markOf(event.channel()), deeds));
    }
    for (Watch watch : watches) {
      if (watch.where().test(name -> lookUp(event, name))) {
        addSighting(met, watch, event);
      }
    }
    return met;
  }

  /** Where different values of a property are counted, an event without it has none to count. */
  private static void addSighting(List<Sighting> met, Watch watch, ShopperEvent event) {
    Object value = watch.distinct() == null ? null : lookUp(event, watch.distinct());
    if (watch.distinct() == null || value != null) {
      met.add(new Sighting(watch.key(), value == null ? 0 : markOf(value), watch.keep()));
    }
  }

  /** Article numbers often differ in two neighbouring places, which a text's hash code hides. */
  private static int markOf(Object value) {
    return (int) Sha256.number(value.toString());
  }

  /** How many visits are kept. */
  Evidence.Keep visits() {
    return visits;
  }

  /** Whether the event is an order. */
  boolean isPurchase(ShopperEvent event) {
    return purchases.contains(event.signal());
  }

  /** A property, else of the page, else a trait; dots descend. */
  private static @Nullable Object lookUp(ShopperEvent event, String name) {
    Object value = descend(event.properties(), name);
    if (value == null) {
      value = descend(event.page(), name);
    }
    return value == null ? descend(event.traits(), name) : value;
  }

  private static @Nullable Object descend(Map<?, ?> map, String name) {
    Object whole = map.get(name);
    int dot = name.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return map.get(name.substring(0, dot)) instanceof Map<?, ?> inner
        ? descend(inner, name.substring(dot + 1))
        : null;
  }
}
