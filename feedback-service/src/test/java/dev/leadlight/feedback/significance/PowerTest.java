package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerTest {

  private static final int RUNS = 3_000;
  private static final Power USUAL = new Power(Confidence.USUAL, 0.8);

  @Test
  void soManyPeopleSeeTheDifferenceAsOftenAsSaidThoughOneMayLookAtAnyTime() {
    Random random = new Random(31);
    long base = USUAL.baseSize(0.1, 0.13, 0.5);
    int seen = 0;
    for (int run = 0; run < RUNS; run++) {
      Difference difference =
          Difference.of(
              Draws.proportion(random, (int) base, 0.1),
              Draws.proportion(random, (int) (base / 2), 0.13),
              Confidence.USUAL);
      seen += AlwaysValid.of(difference, 0.03, Confidence.USUAL).pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) seen / RUNS).isCloseTo(0.8, within(4 * Math.sqrt(0.8 * 0.2 / RUNS)));
  }

  @Test
  void theSizeIsThatOfTheFormula() {
    // r = 15.2106 solves √r = 0.84162 + √((1 + 1/r) (ln(1 + r) − 2 ln 0.05)). Rates 0.1 and 0.12,
    // equal groups: r × (0.09 + 0.1056) / 0.02² = 7,438.0
    assertThat(USUAL.baseSize(0.1, 0.12, 1)).isEqualTo(7_438);
    assertThat(USUAL.baseSize(0.1, 0.1, 1)).isEqualTo(Long.MAX_VALUE);
  }
}
