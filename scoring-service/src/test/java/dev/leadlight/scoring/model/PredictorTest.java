package dev.leadlight.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.ModelReader;
import dev.leadlight.contracts.learning.PredictiveModel;
import dev.leadlight.contracts.learning.PredictiveModel.Node;
import dev.leadlight.contracts.learning.PredictiveModel.Output;
import dev.leadlight.contracts.learning.PredictiveModel.Side;
import dev.leadlight.contracts.learning.PredictiveModel.Tree;
import dev.leadlight.contracts.learning.PredictiveModel.Trees;
import dev.leadlight.scoring.feature.FeatureVector;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

public class PredictorTest {

  /** A model as somebody writes it. */
  public static PredictiveModel model(String parts) {
    try {
      return Objects.requireNonNull(
          ModelReader.read(
                  ContractJson.readYaml(
                      "{id: m, version: '1', featuresVersion: 2, trainedAt: '2026-01-01T00:00:00Z',"
                          + " "
                          + parts
                          + "}"))
              .value());
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static double sum(Prediction said) {
    return said.base()
        + said.contributions().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void aLinearModelIsItsFormula() {
    PredictiveModel model =
        model(
            "linear: {intercept: -1, terms: [{feature: deeds_7d, coefficient: 0.5, mean: 2},"
                + " {feature: days_since_order, coefficient: -0.1, mean: 30}]}");
    Prediction said = Predictor.predict(model, FeatureVector.of(Map.of("deeds_7d", 6.0)));
    // Without an order the mean stands in: −1 + 0.5 × 6 − 0.1 × 30 = −1.
    assertThat(said.raw()).isCloseTo(-1, within(1e-12));
    assertThat(said.probability()).isCloseTo(1 / (1 + Math.E), within(1e-12));
    assertThat(said.contributions()).containsEntry("deeds_7d", 2.0);
    assertThat(said.topFeatures(5)).containsExactly("deeds_7d");
    assertThat(sum(said)).isCloseTo(said.raw(), within(1e-12));
  }

  @Test
  void calibrationStraightensTheProbability() {
    String linear = "linear: {intercept: 2, terms: []}";
    PredictiveModel model = model(linear + ", calibration: {slope: 0.5, intercept: -1}");
    assertThat(Predictor.predict(model, FeatureVector.of(Map.of())).probability()).isEqualTo(0.5);
  }

  /** Most trees of a forest are sure of most people. */
  @Test
  void calibrationLeavesAForestCertain() {
    for (int certain : new int[] {0, 1}) {
      PredictiveModel model =
          model(
              "trees: {output: mean, base: 0, trees: [{nodes: [{value: %d}]}]}, calibration: {slope: 0.8, intercept: -0.2}"
                  .formatted(certain));
      assertThat(Predictor.predict(model, FeatureVector.of(Map.of())).probability())
          .isEqualTo(certain);
    }
  }

  @Test
  void aTreeGoesLeftUpToTheThresholdAndWhereItIsToldWithoutAValue() {
    PredictiveModel model =
        model(
            "trees: {output: mean, base: 0, trees: [{nodes: [{feature: orders, threshold: 1, left:"
                + " 1, right: 2, missing: right, value: 0.3}, {value: 0.1}, {value: 0.8}]}]}");
    assertThat(Predictor.predict(model, FeatureVector.of(Map.of("orders", 1.0))).probability())
        .isEqualTo(0.1);
    assertThat(Predictor.predict(model, FeatureVector.of(Map.of("orders", 1.1))).probability())
        .isEqualTo(0.8);
    Prediction unknown = Predictor.predict(model, FeatureVector.of(Map.of()));
    assertThat(unknown.probability()).isEqualTo(0.8);
    assertThat(unknown.base()).isEqualTo(0.3);
    assertThat(unknown.contributions()).isEqualTo(Map.of("orders", 0.8 - 0.3));
  }

  @RepeatedTest(50)
  void whatPathsContributeAddsUp(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> names = FeatureCatalogue.standard().names();
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      List<Node> nodes = new ArrayList<>();
      for (int n = 0; n < 15; n++) {
        nodes.add(node(random, names, n));
      }
      trees.add(new Tree(nodes));
    }
    Output output = random.nextBoolean() ? Output.MEAN : Output.LOG_ODDS;
    PredictiveModel model =
        new PredictiveModel("m", "1", 2, Instant.EPOCH, null, new Trees(output, 0, trees), null);
    Map<String, Double> features = new HashMap<>();
    names.stream()
        .filter(name -> random.nextInt(3) > 0)
        .forEach(name -> features.put(name, random.nextGaussian()));
    Prediction said = Predictor.predict(model, FeatureVector.of(features));
    assertThat(sum(said)).isCloseTo(said.raw(), within(1e-9));
    assertThat(said.isUsable()).isTrue();
  }

  /** A full tree of depth 3. */
  private static Node node(Random random, List<String> names, int index) {
    return index >= 7
        ? new Node(null, null, null, null, null, random.nextDouble())
        : new Node(
            names.get(random.nextInt(names.size())),
            random.nextGaussian(),
            2 * index + 1,
            2 * index + 2,
            random.nextBoolean() ? Side.RIGHT : null,
            random.nextDouble());
  }

  @Test
  void aModelThatHasLostItsMeasureIsNotUsable() {
    String huge = "{feature: deeds_7d, coefficient: 1e300, mean: 0}";
    PredictiveModel endless =
        model(
            "linear: {intercept: 1e300, terms: [{feature: deeds_7d, coefficient: 1e300, mean:"
                + " 0}]}");
    PredictiveModel nothing =
        model(
            "linear: {intercept: 0, terms: ["
                + huge
                + ", {feature: deeds_1d, coefficient: -1e300, mean: 0}]}");
    PredictiveModel tooMuch =
        model("trees: {output: mean, base: 0, trees: [{nodes: [{value: 1.5}]}]}");
    FeatureVector many = FeatureVector.of(Map.of("deeds_7d", 1e10, "deeds_1d", 1e10));
    assertThat(List.of(endless, nothing, tooMuch))
        .allMatch(model -> !Predictor.predict(model, many).isUsable());
    assertThat(Predictor.predict(nothing, many).probability()).isNaN();
  }
}
