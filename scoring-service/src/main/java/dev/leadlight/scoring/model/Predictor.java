package dev.leadlight.scoring.model;

import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.learning.PredictiveModel.Calibration;
import dev.leadlight.contracts.learning.PredictiveModel.Linear;
import dev.leadlight.contracts.learning.PredictiveModel.Node;
import dev.leadlight.contracts.learning.PredictiveModel.Output;
import dev.leadlight.contracts.learning.PredictiveModel.Side;
import dev.leadlight.contracts.learning.PredictiveModel.Tree;
import dev.leadlight.contracts.learning.PredictiveModel.Trees;
import dev.leadlight.scoring.feature.FeatureVector;
import dev.leadlight.scoring.model.Prediction.Scale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates models, with reasons. A linear model's are coefficient × (value − mean). A tree's are
 * what each split on the way down adds to the average of the training leads (Saabas, "Interpreting
 * random forests", 2014). Both add up exactly to what the model says.
 */
public final class Predictor {

  private Predictor() {}

  /** What a model says of a lead with these features; a broken model says NaN. */
  public static Prediction predict(PredictiveModel model, FeatureVector features) {
    Trees trees = model.trees();
    return trees == null
        ? linear(Objects.requireNonNull(model.linear()), model.calibration(), features)
        : trees(trees, model.calibration(), features);
  }

  private static Prediction linear(
      Linear linear, @Nullable Calibration calibration, FeatureVector features) {
    Map<String, Double> contributions = new HashMap<>();
    double base = linear.intercept();
    double raw = 0;
    for (PredictiveModel.Term term : linear.terms()) {
      double value = features.get(term.feature());
      double contribution = Double.isNaN(value) ? 0 : term.coefficient() * (value - term.mean());
      contributions.merge(term.feature(), contribution, Double::sum);
      base += term.coefficient() * term.mean();
      raw += contribution;
    }
    raw += base;
    return new Prediction(
        sigmoid(straightened(raw, calibration)), Scale.LOG_ODDS, base, raw, contributions);
  }

  private static Prediction trees(
      Trees trees, @Nullable Calibration calibration, FeatureVector features) {
    boolean isMean = trees.output() == Output.MEAN;
    double share = isMean ? 1.0 / trees.trees().size() : 1;
    Map<String, Double> contributions = new HashMap<>();
    double base = trees.base();
    double raw = trees.base();
    for (Tree tree : trees.trees()) {
      base += share * tree.nodes().get(0).value();
      raw += share * descend(tree.nodes(), features, share, contributions);
    }
    double probability = isMean ? mean(raw, calibration) : sigmoid(straightened(raw, calibration));
    return new Prediction(
        probability, isMean ? Scale.PROBABILITY : Scale.LOG_ODDS, base, raw, contributions);
  }

  /** The value of the leaf; each split on the way is credited with what it changes. */
  private static double descend(
      List<Node> nodes, FeatureVector features, double share, Map<String, Double> contributions) {
    Node node = nodes.get(0);
    for (String feature = node.feature(); feature != null; feature = node.feature()) {
      Node next = nodes.get(child(node, features.get(feature)));
      contributions.merge(feature, share * (next.value() - node.value()), Double::sum);
      node = next;
    }
    return node.value();
  }

  private static int child(Node split, double value) {
    boolean isLeft =
        Double.isNaN(value)
            ? split.missing() != Side.RIGHT
            : value <= Objects.requireNonNull(split.threshold());
    return Objects.requireNonNull(isLeft ? split.left() : split.right());
  }

  /**
   * The mean of probabilities is one already; only to straighten it are its log-odds taken. Those
   * of 0 and 1, on which trees often agree, are endless, and come back as 0 and 1.
   */
  private static double mean(double raw, @Nullable Calibration calibration) {
    return calibration == null
        ? raw
        : logistic(straightened(Math.log(raw / (1 - raw)), calibration));
  }

  private static double straightened(double logOdds, @Nullable Calibration calibration) {
    return calibration == null ? logOdds : calibration.slope() * logOdds + calibration.intercept();
  }

  /** Of endless log-odds nothing is made: such a model has lost its measure. */
  private static double sigmoid(double logOdds) {
    return Double.isInfinite(logOdds) ? Double.NaN : logistic(logOdds);
  }

  private static double logistic(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
