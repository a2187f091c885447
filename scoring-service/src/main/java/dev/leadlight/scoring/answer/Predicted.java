package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.scorecard.Predictive;
import dev.leadlight.scoring.feature.FeatureVector;
import dev.leadlight.scoring.model.Prediction;
import dev.leadlight.scoring.score.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The learned part of a score and its reasons.
 *
 * @param status {@code used}; {@code missing} when no usable model of that id is published, {@code
 *     failed} when it said something that is no probability, {@code silent} before the lead's first
 *     deed. In the last three points go on alone
 * @param scale of {@code base} and the reasons: {@code log_odds} or {@code probability}
 * @param base what the model says of an average lead; with all contributions added it is what it
 *     says of this one
 * @param reasons those that move it most
 */
public record Predicted(
    String model,
    @Nullable String version,
    double weight,
    String status,
    @Nullable Double probability,
    @Nullable String scale,
    @Nullable Double base,
    List<Reason> reasons) {

  private static final int TOP = 5;

  /**
   * What a feature does.
   *
   * @param value of the lead; null if it has none
   */
  public record Reason(String feature, @Nullable Double value, double contribution) {}

  /** The learned part at a moment; null if the card asks for none. */
  static @Nullable Predicted of(Ledger ledger, Instant at) {
    Predictive asked = ledger.card().predictive();
    if (!asked.isAsked()) {
      return null;
    }
    PredictiveModel published = asked.published();
    if (published == null || !ledger.hasModel()) {
      return without(asked, null, "missing");
    }
    Optional<Prediction> said = ledger.predictionAt(at);
    if (said.isEmpty() || !said.get().isUsable()) {
      return without(asked, published.version(), said.isEmpty() ? "silent" : "failed");
    }
    Prediction prediction = said.get();
    return new Predicted(
        asked.model(),
        published.version(),
        asked.weight(),
        "used",
        prediction.probability(),
        prediction.scale().name().toLowerCase(Locale.ROOT),
        prediction.base(),
        reasons(prediction, ledger.featuresJudgedAt(at)));
  }

  private static Predicted without(Predictive asked, @Nullable String version, String status) {
    return new Predicted(
        asked.model(), version, asked.weight(), status, null, null, null, List.of());
  }

  private static List<Reason> reasons(Prediction prediction, FeatureVector features) {
    return prediction.topFeatures(TOP).stream()
        .map(name -> reason(name, features.get(name), prediction))
        .toList();
  }

  private static Reason reason(String name, double value, Prediction prediction) {
    return new Reason(
        name,
        Double.isNaN(value) ? null : value,
        prediction.contributions().getOrDefault(name, 0.0));
  }
}
