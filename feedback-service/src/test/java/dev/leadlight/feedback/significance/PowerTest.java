package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerTest {

  private static final int RUNS = 3_000;

  @Test
  void soManyPeopleSeeTheDifferenceAsOftenAsSaid() {
    Random random = new Random(31);
    long base = Power.USUAL.baseSize(0.1, 0.13, 0.5);
    int seen = 0;
    for (int run = 0; run < RUNS; run++) {
      Difference difference =
          Difference.of(
              Draws.proportion(random, (int) base, 0.1),
              Draws.proportion(random, (int) (base / 2), 0.13),
              Confidence.USUAL);
      seen += difference.pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) seen / RUNS).isCloseTo(0.8, within(4 * Math.sqrt(0.8 * 0.2 / RUNS)));
  }

  @Test
  void theSizeIsThatOfTheFormula() {
    // Rates 0.1 and 0.12, equal groups: 1.95996 × sqrt(2 × 0.11 × 0.89) + 0.84162 × sqrt(0.09 +
    // 0.1056), squared, over 0.02² = 3,840.8
    assertThat(Power.USUAL.baseSize(0.1, 0.12, 1)).isEqualTo(3_841);
    assertThat(Power.USUAL.baseSize(0.1, 0.1, 1)).isEqualTo(Long.MAX_VALUE);
  }
}
