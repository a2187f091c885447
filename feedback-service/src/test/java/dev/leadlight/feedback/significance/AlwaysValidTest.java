package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thirty days, two groups, and somebody who looks every evening. */
class AlwaysValidTest {

  private static final int RUNS = 1_500;
  private static final int DAYS = 30;
  private static final int A_DAY = 100;
  private static final double RATE = 0.1;
  private static final double HOPED_FOR = 0.03;

  private static final double CHANCE = 4 * Math.sqrt(0.05 * 0.95 / RUNS);

  private record Looks(boolean alarm, boolean alarmOfSingleTest, boolean truthRuledOut) {}

  @Test
  void whoLooksEveryDayRaisesNoMoreFalseAlarmsThanSaid() {
    Random random = new Random(11);
    int alarms = 0;
    int alarmsOfSingleTest = 0;
    for (int run = 0; run < RUNS; run++) {
      Looks looks = looks(random, 0);
      alarms += looks.alarm ? 1 : 0;
      alarmsOfSingleTest += looks.alarmOfSingleTest ? 1 : 0;
    }
    assertThat((double) alarms / RUNS).isLessThanOrEqualTo(0.05 + CHANCE);
    // Which is what it is for: a test made for one look is wrong far more often.
    assertThat((double) alarmsOfSingleTest / RUNS).isGreaterThan(0.15);
  }

  @Test
  void theIntervalHoldsTheTruthOnAllDaysAtOnce() {
    Random random = new Random(12);
    int ruledOut = 0;
    for (int run = 0; run < RUNS; run++) {
      ruledOut += looks(random, HOPED_FOR).truthRuledOut ? 1 : 0;
    }
    assertThat((double) ruledOut / RUNS).isLessThanOrEqualTo(0.05 + CHANCE);
  }

  @Test
  void aDifferenceOfTheHopedForSizeIsMostlySeen() {
    Random random = new Random(13);
    int seen = 0;
    for (int run = 0; run < RUNS; run++) {
      seen += looks(random, HOPED_FOR).alarm ? 1 : 0;
    }
    assertThat((double) seen / RUNS).isGreaterThan(0.7);
  }

  @Test
  void pValueAndIntervalSayTheSame() {
    Random random = new Random(14);
    for (int run = 0; run < 1_000; run++) {
      double estimate = random.nextGaussian() / 50;
      double variance = random.nextDouble() / 5_000 + 1e-9;
      AlwaysValid look = AlwaysValid.of(estimate, variance, HOPED_FOR, Confidence.USUAL);
      assertThat(look.interval().contains(0)).isEqualTo(look.pValue() >= 0.05);
    }
  }

  @Test
  void theRatioIsTheOneOfTheFormula() {
    // V = 1, tau = 1, estimate 2: Λ = sqrt(1/2) × exp(1 × 4 / (2 × 1 × 2)) = 0.70711 × e
    AlwaysValid look = AlwaysValid.of(2, 1, 1, Confidence.USUAL);
    assertThat(look.pValue()).isCloseTo(1 / (0.70711 * Math.E), within(1e-5));
    assertThat(AlwaysValid.of(2, 0, 1, Confidence.USUAL).pValue()).isEqualTo(1);
  }

  private static Looks looks(Random random, double effect) {
    long base = 0;
    long other = 0;
    boolean alarm = false;
    boolean alarmOfSingleTest = false;
    boolean ruledOut = false;
    for (int day = 1; day <= DAYS; day++) {
      base += Draws.proportion(random, A_DAY, RATE).successes();
      other += Draws.proportion(random, A_DAY, RATE + effect).successes();
      long people = (long) day * A_DAY;
      Difference difference =
          Difference.of(
              new Proportion(base, people), new Proportion(other, people), Confidence.USUAL);
      AlwaysValid look = AlwaysValid.of(difference, HOPED_FOR, Confidence.USUAL);
      alarm |= look.pValue() < 0.05;
      alarmOfSingleTest |= difference.pValue() < 0.05;
      ruledOut |= !look.interval().contains(effect);
    }
    return new Looks(alarm, alarmOfSingleTest, ruledOut);
  }
}
