package dev.leadlight.contracts.learning;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead as the score saw it at one moment: when it was first seen, at each tier change, at each
 * merge, and when it was parted from another.
 *
 * @param at the suite's clock when it was taken; everything in it was known then
 * @param featuresVersion of the meaning of {@code features}, described in the docs
 * @param absorbed leads that have become part of this one and have no further life of their own
 * @param segments of the lead at {@code at}, in the scorecard's order; null in records from before
 *     there were segments
 * @param rfmGroup the lead's name as a customer at {@code at}, if it has one
 * @param separatedFrom the lead that this one was taken out of, or kept apart from, by an operator:
 *     from {@code at} on it is not a part of that one, even if it was absorbed by it before. Null
 *     for all other snapshots
 */
public record FeatureSnapshot(
    String id,
    LeadId leadId,
    Instant at,
    String tier,
    double score,
    ScorecardRef scorecard,
    @Nullable String arm,
    int featuresVersion,
    Map<String, Double> features,
    List<LeadId> absorbed,
    @Nullable List<String> segments,
    @Nullable String rfmGroup,
    @Nullable LeadId separatedFrom) {

  public FeatureSnapshot {
    features = Map.copyOf(features);
    absorbed = List.copyOf(absorbed);
    segments = segments == null ? null : List.copyOf(segments);
  }
}
