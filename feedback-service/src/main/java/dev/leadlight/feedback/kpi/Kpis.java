package dev.leadlight.feedback.kpi;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The key figures of a period.
 *
 * @param tiers those of the scorecard in force, highest first, then others that the period knew, by
 *     name
 * @param total over all leads; a lead that was in several tiers counts once
 */
public record Kpis(Period period, Instant generatedAt, List<Figures> tiers, Figures total) {

  /**
   * Turns counts into figures.
   *
   * @param tiersInForce names, highest first; each is listed even when nothing happened in it
   */
  public static Kpis of(
      Period period,
      Instant generatedAt,
      List<String> tiersInForce,
      Map<String, Tally> byTier,
      Tally total) {
    Set<String> names = new LinkedHashSet<>(tiersInForce);
    names.addAll(new TreeSet<>(byTier.keySet()));
    return new Kpis(
        period,
        generatedAt,
        names.stream()
            .map(name -> Figures.of(name, byTier.getOrDefault(name, Tally.NONE)))
            .toList(),
        Figures.of(null, total));
  }
}
