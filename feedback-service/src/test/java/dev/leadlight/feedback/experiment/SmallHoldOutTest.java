package dev.leadlight.feedback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.feedback.experiment.Verdict.Kind;
import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few are left alone, thirty days, and somebody who reads the sentence every evening. */
class SmallHoldOutTest {

  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final int RUNS = 400;
  private static final int DAYS = 30;
  private static final int A_DAY = 100;
  private static final Set<Kind> CALLS = EnumSet.of(Kind.ACTING_HELPS, Kind.ACTING_HURTS);

  @ParameterizedTest
  @CsvSource({
    "0.01, 0.02", "0.01, 0.1", "0.01, 0.2",
    "0.02, 0.02", "0.02, 0.1", "0.02, 0.2",
    "0.05, 0.02", "0.05, 0.1", "0.05, 0.2",
    "0.1, 0.02", "0.1, 0.1", "0.1, 0.2"
  })
  void actingThatChangesNothingIsHardlyEverCalledAHelpOrAHarm(double holdOut, double rate) {
    Random random = new Random(61);
    int called = 0;
    for (int run = 0; run < RUNS; run++) {
      called += CALLS.contains(lastVerdict(random, holdOut, rate, rate)) ? 1 : 0;
    }
    assertThat((double) called / RUNS).isLessThanOrEqualTo(0.05);
  }

  @Test
  void actingThatDoublesOrdersIsMostlyCalledAHelp() {
    Random random = new Random(62);
    int called = 0;
    for (int run = 0; run < RUNS; run++) {
      called += lastVerdict(random, 0.1, 0.2, 0.1) == Kind.ACTING_HELPS ? 1 : 0;
    }
    assertThat((double) called / RUNS).isGreaterThan(0.8);
  }

  @Test
  void aHandfulOfWhomNobodyOrEverybodyOrderedDecidesNothing() {
    assertThat(verdict(0.05, new Proportion(38, 380), new Proportion(0, 20)))
        .isEqualTo(Kind.TOO_EARLY);
    assertThat(verdict(0.01, new Proportion(20, 100), new Proportion(1, 1)))
        .isEqualTo(Kind.TOO_EARLY);
  }

  /** The first one that calls something, or that of the last day. */
  private static Kind lastVerdict(
      Random random, double holdOut, double championRate, double holdOutRate) {
    Proportion champion = new Proportion(0, 0);
    Proportion leftAlone = new Proportion(0, 0);
    for (int day = 1; ; day++) {
      for (int lead = 0; lead < A_DAY; lead++) {
        if (random.nextDouble() < holdOut) {
          leftAlone = withOneMore(leftAlone, random.nextDouble() < holdOutRate);
        } else {
          champion = withOneMore(champion, random.nextDouble() < championRate);
        }
      }
      Kind kind = verdict(holdOut, champion, leftAlone);
      if (day == DAYS || CALLS.contains(kind)) {
        return kind;
      }
    }
  }

  private static Proportion withOneMore(Proportion arm, boolean converts) {
    return new Proportion(arm.successes() + (converts ? 1 : 0), arm.trials() + 1);
  }

  private static Kind verdict(double holdOut, Proportion champion, Proportion leftAlone) {
    Experiment experiment =
        new Experiment(
            "worth",
            new ScorecardRef("retail-starter", "1"),
            List.of(),
            holdOut,
            "salt",
            T0,
            null,
            null);
    return ExperimentReport.of(
            experiment,
            T0.plus(Duration.ofDays(10)),
            "EUR",
            0.1,
            Map.of("champion", count(champion), "hold-out", count(leftAlone)))
        .verdict()
        .kind();
  }

  private static ArmCount count(Proportion conversion) {
    Sums nothing = new Sums(conversion.trials(), 0, 0);
    return new ArmCount("", 0, conversion, new Adjusted(nothing, nothing, 0));
  }
}
