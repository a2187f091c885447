package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AdjustedTest {

  private static final int RUNS = 2_000;
  private static final double CHANCE = 4 * Math.sqrt(0.05 * 0.95 / RUNS);

  @Test
  void habitsTakenOutLeaveLessScatterAndTheSameTruth() {
    Random random = new Random(21);
    int missed = 0;
    double sum = 0;
    for (int run = 0; run < RUNS; run++) {
      Adjusted.Remaining remaining =
          Adjusted.difference(
              Draws.habits(random, 150, 0), Draws.habits(random, 150, 3), Confidence.USUAL);
      missed += remaining.difference().interval().contains(3) ? 0 : 1;
      sum += remaining.difference().estimate();
      // 20² of 20² + 10² is habit
      assertThat(remaining.reduction()).isBetween(0.65, 0.92);
    }
    assertThat((double) missed / RUNS).isCloseTo(0.05, within(CHANCE));
    assertThat(sum / RUNS).isCloseTo(3, within(0.15));
  }

  @Test
  void withoutAPastItIsTheUsualTest() {
    Random random = new Random(22);
    Sums base = Draws.normal(random, 40, 10, 3);
    Sums other = Draws.normal(random, 50, 11, 3);
    Sums nothing40 = new Sums(40, 0, 0);
    Sums nothing50 = new Sums(50, 0, 0);

    Adjusted.Remaining remaining =
        Adjusted.difference(
            new Adjusted(base, nothing40, 0), new Adjusted(other, nothing50, 0), Confidence.USUAL);

    Difference usual = Difference.of(base, other, Confidence.USUAL);
    assertThat(remaining.reduction()).isCloseTo(0, within(1e-9));
    assertThat(remaining.difference().estimate()).isCloseTo(usual.estimate(), within(1e-9));
    assertThat(remaining.difference().pValue()).isCloseTo(usual.pValue(), within(1e-9));
  }
}
