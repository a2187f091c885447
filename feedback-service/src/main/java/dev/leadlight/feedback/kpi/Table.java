package dev.leadlight.feedback.kpi;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Figures by tier.
 *
 * @param tiers those of the scorecard in force, highest first, then others that the period knew, by
 *     name
 * @param total over all leads; a lead that was in several tiers counts once
 */
public record Table(List<Figures> tiers, Figures total) {

  static Table of(
      Collection<Cell> cells,
      List<String> tiersInForce,
      Rates rates,
      When when,
      boolean isOfStore) {
    Map<String, Tally> byTier = Tally.by(Cell::tier, cells);
    Tally all = byTier.getOrDefault("", Tally.NONE);
    Set<String> names = new LinkedHashSet<>(tiersInForce);
    Set<String> others = new TreeSet<>(byTier.keySet());
    others.remove("");
    others.removeIf(name -> !happened(byTier.getOrDefault(name, Tally.NONE), when));
    names.addAll(others);
    return new Table(
        names.stream()
            .map(
                name ->
                    Figures.of(
                        name, byTier.getOrDefault(name, Tally.NONE), all, rates, when, isOfStore))
            .toList(),
        Figures.of(null, all, all, rates, when, isOfStore));
  }

  private static boolean happened(Tally tally, When when) {
    return tally.people("lead", when) > 0 || tally.sum("order", when).n() > 0;
  }
}
