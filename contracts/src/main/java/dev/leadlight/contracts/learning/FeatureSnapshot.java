package dev.leadlight.contracts.learning;

import static java.util.Objects.requireNonNull;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead as the score saw it at one moment: when it was first seen, at each tier change, at each
 * merge, and when it was parted from another. The features are handed over and not copied: there
 * are nearly a hundred of them, and nobody else holds them.
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
 * @param identities keys of all identities of the lead at {@code at}, so that what is told under
 *     one of them finds the lead; null in records from before they were told
 * @param begunAt when the first record of all that the lead has was written: once somebody is
 *     forgotten, the same lead id may begin anew. Null in records of leads that began before it was
 *     kept
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
    @Nullable LeadId separatedFrom,
    @Nullable List<String> identities,
    @Nullable Instant begunAt) {

  public FeatureSnapshot {
    for (Double value : features.values()) {
      requireNonNull(value, "a feature without a value is left out");
    }
    features = Collections.unmodifiableMap(features);
    absorbed = List.copyOf(absorbed);
    segments = segments == null ? null : List.copyOf(segments);
    identities = identities == null ? null : List.copyOf(identities);
  }

  /** The same, with the keys of the lead's identities. */
  public FeatureSnapshot under(List<String> keys) {
    return new FeatureSnapshot(
        id,
        leadId,
        at,
        tier,
        score,
        scorecard,
        arm,
        featuresVersion,
        features,
        absorbed,
        segments,
        rfmGroup,
        separatedFrom,
        keys,
        begunAt);
  }
}
