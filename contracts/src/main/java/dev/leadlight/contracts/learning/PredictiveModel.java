package dev.leadlight.contracts.learning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained model: how probable a purchase is, by a lead's features. Published on the topic of
 * scorecards under {@code model:<id>}; the card that names the id gives it its weight. Exactly one
 * of {@code linear} and {@code trees} is there.
 *
 * @param featuresVersion of the features it was trained with; it is used with no others
 * @param calibration straightens the probability; null if it needs none
 */
public record PredictiveModel(
    String id,
    String version,
    int featuresVersion,
    Instant trainedAt,
    @Nullable Linear linear,
    @Nullable Trees trees,
    @Nullable Calibration calibration) {

  /**
   * Logistic regression: log-odds = intercept + Σ coefficient × value.
   *
   * @param terms one a feature
   */
  public record Linear(double intercept, List<Term> terms) {
    public Linear {
      terms = terms == null ? List.of() : List.copyOf(terms);
    }
  }

  /**
   * A summand of the log-odds.
   *
   * @param mean of the feature where the model was trained; stands in where a lead has no value,
   *     and reasons are told relative to it
   */
  public record Term(String feature, double coefficient, double mean) {}

  /**
   * Trees, boosted or bagged.
   *
   * @param output what the trees' values make together
   * @param base added to the sum of the trees; 0 for {@code mean}
   */
  public record Trees(Output output, double base, List<Tree> trees) {
    public Trees {
      trees = trees == null ? List.of() : List.copyOf(trees);
    }
  }

  /** What the values of trees are. */
  public enum Output {
    /** Log-odds, summed up over the trees (boosting). */
    @JsonProperty("log_odds")
    LOG_ODDS,
    /** Probabilities, of which the mean is taken (bagging). */
    @JsonProperty("mean")
    MEAN
  }

  /**
   * One tree.
   *
   * @param nodes the root first, children after their parent
   */
  public record Tree(List<Node> nodes) {
    public Tree {
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }
  }

  /**
   * A split, or a leaf when it names no feature.
   *
   * @param threshold values up to and with it go left, larger ones right
   * @param left index of the node
   * @param right index of the node
   * @param missing where a lead without a value goes; left if not said
   * @param value of a leaf: its output; of a split: what the training leads below it came to on
   *     average, from which reasons are told
   */
  public record Node(
      @Nullable String feature,
      @Nullable Double threshold,
      @Nullable Integer left,
      @Nullable Integer right,
      @Nullable Side missing,
      double value) {}

  /** Left or right. */
  public enum Side {
    @JsonProperty("left")
    LEFT,
    @JsonProperty("right")
    RIGHT
  }

  /** Platt scaling (1999): log-odds' = slope × log-odds + intercept. */
  public record Calibration(double slope, double intercept) {}
}
