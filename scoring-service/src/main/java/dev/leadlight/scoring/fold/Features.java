package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.tier.Contribution;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.score.Score;
import dev.leadlight.scoring.score.Value;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The feature vector of a lead, version 1: {@code sessions} and {@code orders} are counts, {@code
 * monetary} is the net sum of the orders in the card's currency, {@code days_silent} counts days
 * since the last sign of life, and {@code points.<group>.<rule>} is what a rule contributes.
 */
final class Features {

  static final int VERSION = 1;

  private Features() {}

  static Map<String, Double> of(Evidence evidence, Score score, Value value, Instant now) {
    Map<String, Double> features = new TreeMap<>();
    features.put("sessions", (double) evidence.sessions().size());
    features.put("orders", (double) value.frequency());
    features.put("monetary", value.monetary().doubleValue());
    if (!evidence.activity().isEmpty()) {
      long last = evidence.activity().end(evidence.activity().size() - 1);
      features.put("days_silent", Math.max(0, now.toEpochMilli() - last) / (double) Evidence.DAY);
    }
    for (Contribution each : score.contributions()) {
      if (each.rule() != null) {
        features.put("points." + each.group() + "." + each.rule(), each.points());
      }
    }
    return features;
  }
}
