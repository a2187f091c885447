package dev.leadlight.scoring.shadow;

import dev.leadlight.contracts.tier.ScorecardRef;
import java.util.Comparator;
import java.util.List;

/**
 * What a draft has changed in the shadow so far.
 *
 * @param scorecard the draft
 * @param leads that were folded since it came there, and so were held against it
 * @param changed how many of them stand in another tier under it
 * @param changes by tier, the most leads first
 */
public record ShadowReport(ScorecardRef scorecard, long leads, long changed, List<Change> changes) {

  /**
   * Leads that stood in one tier under their own card and in another under the draft. A lead that
   * did so at different times for different tiers is in each of them.
   */
  public record Change(String from, String to, long leads) {

    /** Whether it is one at all. */
    boolean isMove() {
      return leads > 0 && !from.equals(to);
    }
  }

  /**
   * The report.
   *
   * @param leads held against the draft, each once
   * @param changed those of them that ever stood elsewhere, each once
   */
  public static ShadowReport of(
      ScorecardRef draft, long leads, long changed, List<Change> changes) {
    return new ShadowReport(
        draft,
        leads,
        changed,
        changes.stream()
            .filter(Change::isMove)
            .sorted(
                Comparator.comparingLong(Change::leads)
                    .reversed()
                    .thenComparing(Change::from)
                    .thenComparing(Change::to))
            .toList());
  }
}
