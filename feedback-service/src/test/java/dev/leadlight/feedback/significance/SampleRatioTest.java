package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleRatioTest {

  @Test
  void groupsThatLackPeopleAreNoticed() {
    assertThat(SampleRatio.of(new double[] {0.5, 0.5}, new long[] {50_000, 50_200}).isMismatch())
        .isFalse();
    assertThat(SampleRatio.of(new double[] {0.5, 0.5}, new long[] {50_000, 51_500}).isMismatch())
        .isTrue();
    assertThat(SampleRatio.of(new double[] {0.8, 0.2}, new long[] {8_000, 2_000}).pValue())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void nobodyYetIsNoMismatch() {
    assertThat(SampleRatio.of(new double[] {0.5, 0.5}, new long[] {0, 0}).isMismatch()).isFalse();
  }

  @Test
  void chanceAloneIsHardlyEverTakenForAFault() {
    Random random = new Random(41);
    int mismatches = 0;
    for (int run = 0; run < 20_000; run++) {
      long[] sizes = new long[3];
      for (int i = 0; i < 300; i++) {
        double draw = random.nextDouble();
        sizes[draw < 0.1 ? 0 : draw < 0.4 ? 1 : 2]++;
      }
      mismatches += SampleRatio.of(new double[] {0.1, 0.3, 0.6}, sizes).isMismatch() ? 1 : 0;
    }
    assertThat(mismatches).isLessThan(45);
  }
}
