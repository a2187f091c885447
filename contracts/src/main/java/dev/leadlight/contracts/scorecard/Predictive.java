package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.learning.PredictiveModel;
import org.jspecify.annotations.Nullable;

/**
 * The learned part: contributes {@code weight × 100 × probability}.
 *
 * @param model its id, or {@code none}
 * @param weight 0 to 1
 * @param published the model of that id; null if the card names none, or none is published
 */
public record Predictive(String model, double weight, @Nullable PredictiveModel published) {

  /** What a card says that names no model. */
  public static final String NO_MODEL = "none";

  /** A learned part whose model is not known yet. */
  public static Predictive named(String model, double weight) {
    return new Predictive(model, weight, null);
  }

  /** Whether it takes part in the score. */
  public boolean isAsked() {
    return weight > 0 && !model.equals(NO_MODEL);
  }
}
