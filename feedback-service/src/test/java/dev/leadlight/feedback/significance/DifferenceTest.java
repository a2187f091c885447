package dev.leadlight.feedback.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static final int RUNS = 4_000;

  /** Four standard errors of a share of about 0.05 that is counted over all runs. */
  private static final double CHANCE = 4 * Math.sqrt(0.05 * 0.95 / RUNS);

  @Test
  void wilsonsIntervalIsThatOfThePaper() {
    // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, and 0 of 20
    Interval usual = new Proportion(81, 263).wilson(Confidence.USUAL);
    assertThat(usual.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(usual.high()).isCloseTo(0.3662, within(5e-5));

    Interval none = new Proportion(0, 20).wilson(Confidence.USUAL);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.1611, within(5e-5));
  }

  @Test
  void newcombesIntervalIsThatOfThePaper() {
    // Newcombe, Statistics in Medicine 17 (1998), table II, method 10: 56/70 - 48/80, 5/56 - 0/29
    Interval large =
        Difference.of(new Proportion(48, 80), new Proportion(56, 70), Confidence.USUAL).interval();
    assertThat(large.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(large.high()).isCloseTo(0.3339, within(5e-5));

    Interval small =
        Difference.of(new Proportion(0, 29), new Proportion(5, 56), Confidence.USUAL).interval();
    assertThat(small.low()).isCloseTo(-0.0381, within(5e-5));
    assertThat(small.high()).isCloseTo(0.1926, within(5e-5));
  }

  @Test
  void nobodyAtAllIsNoDifference() {
    Difference empty = Difference.of(new Proportion(0, 0), new Proportion(3, 10), Confidence.USUAL);
    assertThat(empty.pValue()).isEqualTo(1);
    assertThat(empty.interval()).isEqualTo(Interval.UNBOUNDED);

    Difference alike =
        Difference.of(new Proportion(0, 10), new Proportion(0, 10), Confidence.USUAL);
    assertThat(alike.pValue()).isEqualTo(1);
  }

  @Test
  void aSmallGroupInWhichNothingHappenedIsNotTakenForCertain() {
    // (39/382 × 343/382) / 382 + (1/22 × 21/22) / 22
    Difference nobody =
        Difference.of(new Proportion(38, 380), new Proportion(0, 20), Confidence.USUAL);
    assertThat(nobody.estimate()).isCloseTo(-0.1, within(1e-12));
    assertThat(nobody.variance()).isCloseTo(2.4e-4 + 1.9722e-3, within(1e-6));

    Difference everybody =
        Difference.of(new Proportion(20, 100), new Proportion(1, 1), Confidence.USUAL);
    assertThat(AlwaysValid.of(everybody, 0.02, Confidence.USUAL).pValue()).isGreaterThan(0.05);
  }

  @Test
  void equalRatesRaiseAFalseAlarmAsOftenAsSaidAndTheIntervalHoldsTheTruth() {
    Random random = new Random(1);
    int alarms = 0;
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      Proportion base = Draws.proportion(random, 800, 0.1);
      Difference difference =
          Difference.of(base, Draws.proportion(random, 400, 0.1), Confidence.USUAL);
      alarms += difference.pValue() < 0.05 ? 1 : 0;
      missed += difference.interval().contains(0) ? 0 : 1;
    }
    assertThat((double) alarms / RUNS).isCloseTo(0.05, within(CHANCE));
    assertThat((double) missed / RUNS).isCloseTo(0.05, within(CHANCE));
  }

  @Test
  void intervalsOfUnequalRatesHoldTheTruthAsOftenAsSaid() {
    Random random = new Random(2);
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      Difference difference =
          Difference.of(
              Draws.proportion(random, 900, 0.02),
              Draws.proportion(random, 600, 0.05),
              Confidence.USUAL);
      missed += difference.interval().contains(0.03) ? 0 : 1;
    }
    assertThat((double) missed / RUNS).isCloseTo(0.05, within(CHANCE));
  }

  @Test
  void meansAreComparedOnceEnoughHaveSpentSomething() {
    Random random = new Random(4);
    int alarms = 0;
    int alarmsOfFew = 0;
    for (int run = 0; run < RUNS; run++) {
      Draws.Spent base = Draws.spent(random, 2_000, 0.1);
      alarms += alarm(base, Draws.spent(random, 400, 0.1));
      Draws.Spent few = Draws.spent(random, 20, 0.1);
      alarmsOfFew +=
          Difference.of(base.sums(), few.sums(), Confidence.USUAL).pValue() < 0.05 ? 1 : 0;
      assertThat(
              Difference.of(base.sums(), few.sums(), Confidence.USUAL)
                  .ofSpenders(base.spenders(), few.spenders()))
          .isEqualTo(Difference.UNKNOWN);
    }
    assertThat((double) alarms / RUNS).isCloseTo(0.05, within(CHANCE));
    // Which is why: of a few, mostly of none, the scatter comes out too small.
    assertThat((double) alarmsOfFew / RUNS).isGreaterThan(0.1);
  }

  private static int alarm(Draws.Spent base, Draws.Spent other) {
    return Difference.of(base.sums(), other.sums(), Confidence.USUAL)
                .ofSpenders(base.spenders(), other.spenders())
                .pValue()
            < 0.05
        ? 1
        : 0;
  }

  @Test
  void intervalsOfMeansHoldTheTruthAsOftenAsSaidThoughTheGroupsScatterDifferently() {
    Random random = new Random(3);
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      Difference difference =
          Difference.of(
              Draws.normal(random, 30, 10, 1), Draws.normal(random, 15, 12, 4), Confidence.USUAL);
      missed += difference.interval().contains(2) ? 0 : 1;
    }
    assertThat((double) missed / RUNS).isCloseTo(0.05, within(CHANCE));
  }
}
