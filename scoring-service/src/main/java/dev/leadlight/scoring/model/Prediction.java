package dev.leadlight.scoring.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a model says of a lead.
 *
 * @param probability 0 to 1; anything else, NaN included, if the model is broken
 * @param scale in what {@code base} and the contributions are
 * @param base what the model says of an average lead
 * @param raw what it says of this one, before calibration: base + Σ contributions
 * @param contributions what each feature moves it by
 */
public record Prediction(
    double probability, Scale scale, double base, double raw, Map<String, Double> contributions) {

  public Prediction {
    contributions = Map.copyOf(contributions);
  }

  /** What contributions add up to. */
  public enum Scale {
    LOG_ODDS,
    PROBABILITY
  }

  /** Whether it may take part in a score. */
  public boolean isUsable() {
    return probability >= 0 && probability <= 1;
  }

  /** The features that move it most, those that move it most first. */
  public List<String> topFeatures(int most) {
    return contributions.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, Double> each) -> -Math.abs(each.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
