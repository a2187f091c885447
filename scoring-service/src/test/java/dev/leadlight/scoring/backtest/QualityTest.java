package dev.leadlight.scoring.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The figures of a back-test, against values worked out elsewhere. */
class QualityTest {

  private static Quality of(double[] scores, int[] tiers, boolean[] converted) {
    Predictions predictions = new Predictions();
    for (int i = 0; i < scores.length; i++) {
      predictions.add(scores[i], tiers[i], converted[i]);
    }
    return Quality.of(predictions, Scorecard.starter());
  }

  @Test
  void averagePrecisionIsThatOfTheTextbook() {
    // scikit-learn's example: average_precision_score([0, 0, 1, 1], [.1, .4, .35, .8]) = 0.8333…
    Quality quality =
        of(
            new double[] {0.1, 0.4, 0.35, 0.8},
            new int[] {2, 2, 2, 0},
            new boolean[] {false, false, true, true});
    assertThat(quality.prAuc()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(quality.rate()).isEqualTo(0.5);
  }

  @Test
  void equalScoresAreNoOrderWhateverTheRows() {
    boolean[] first = {true, false, false, false};
    boolean[] last = {false, false, false, true};
    double[] same = {7, 7, 7, 7};
    int[] tier = {2, 2, 2, 2};
    assertThat(of(same, tier, first).prAuc()).isEqualTo(0.25);
    assertThat(of(same, tier, last).prAuc()).isEqualTo(0.25);
  }

  @Test
  void withoutConversionsThereIsNothingToMeasure() {
    Quality quality = of(new double[] {3, 60}, new int[] {2, 1}, new boolean[] {false, false});
    assertThat(quality.prAuc()).isNull();
    assertThat(quality.tiers().get(1).lift()).isNull();
    assertThat(quality.tiers().get(1).rate()).isZero();
    assertThat(quality.tiers().get(0).rate()).isNull();
  }

  @Test
  void tiersSayWhatToActOnThemWouldBe() {
    Quality quality =
        of(
            new double[] {120, 110, 60, 55, 10, 0, 0, 0, 0, 0},
            new int[] {0, 0, 1, 1, 2, 2, 2, 2, 2, 2},
            new boolean[] {true, true, true, false, true, false, false, false, false, false});
    Quality.TierQuality nurture = quality.tiers().get(1);
    assertThat(nurture.tier()).isEqualTo("nurture");
    assertThat(nurture.rate()).isEqualTo(0.5);
    assertThat(nurture.lift()).isCloseTo(0.5 / 0.4, within(1e-12));
    assertThat(nurture.precision()).isEqualTo(0.75);
    assertThat(nurture.recall()).isEqualTo(0.75);
    assertThat(quality.tiers().get(2).recall()).isEqualTo(1);
    // Wilson's interval of 2 in 4, as R's prop.test(2, 4, correct = FALSE) has it.
    Interval between = Objects.requireNonNull(nurture.between());
    assertThat(Interval.ofRate(2, 4).low()).isCloseTo(0.1500, within(1e-4));
    assertThat(Interval.ofRate(2, 4).high()).isCloseTo(0.8500, within(1e-4));
    assertThat(between.low()).isLessThan(0.5);
  }

  @Test
  void bandsHoldAllPredictionsAndKeepEqualScoresTogether() {
    double[] scores = new double[1000];
    boolean[] converted = new boolean[1000];
    for (int i = 0; i < 1000; i++) {
      scores[i] = i < 400 ? 0 : i;
      converted[i] = i >= 900;
    }
    Quality quality = of(scores, new int[1000], converted);
    assertThat(quality.calibration().stream().mapToLong(Quality.Band::predictions).sum())
        .isEqualTo(1000);
    assertThat(quality.calibration().get(0).conversions()).isEqualTo(100);
    assertThat(quality.calibration()).last().extracting(Quality.Band::toScore).isEqualTo(0.0);
    assertThat(quality.calibration()).hasSize(7);
  }
}
