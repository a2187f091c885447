package dev.leadlight.feedback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.experiment.Experiment.Challenger;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.feedback.experiment.Verdict.Kind;
import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four equal arms, thirty days, and somebody who reads the sentence every evening. */
class VerdictTest {

  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final int RUNS = 500;
  private static final int DAYS = 30;
  private static final int A_DAY = 200;
  private static final double RATE = 0.1;
  private static final double CHANCE = 4 * Math.sqrt(0.05 * 0.95 / RUNS);
  private static final Set<Kind> CALLS =
      EnumSet.of(
          Kind.CHALLENGER_BETTER, Kind.CHAMPION_BETTER, Kind.ACTING_HELPS, Kind.ACTING_HURTS);
  private static final Set<Kind> DECISIONS = EnumSet.complementOf(EnumSet.of(Kind.TOO_EARLY));
  private static final Experiment EXPERIMENT =
      new Experiment(
          "carts",
          new ScorecardRef("retail-starter", "1"),
          List.of(challenger("cheaper"), challenger("bolder")),
          0.25,
          "salt",
          T0,
          null,
          null);

  @Test
  void whereNothingDiffersHardlyAnythingIsEverCalledHoweverManyArms() {
    Random random = new Random(51);
    Map<String, Double> equal =
        Map.of("champion", RATE, "cheaper", RATE, "bolder", RATE, "hold-out", RATE);
    int called = 0;
    for (int run = 0; run < RUNS; run++) {
      called += lastVerdict(random, equal).arm() == null ? 0 : 1;
    }
    assertThat((double) called / RUNS).isLessThanOrEqualTo(0.05 + CHANCE);
  }

  @Test
  void aPlantedEffectIsMostlyCalledAndByItsName() {
    Random random = new Random(52);
    Map<String, Double> planted =
        Map.of("champion", RATE, "cheaper", RATE, "bolder", RATE * 1.3, "hold-out", RATE);
    int called = 0;
    int wrong = 0;
    for (int run = 0; run < RUNS; run++) {
      Verdict verdict = lastVerdict(random, planted);
      boolean isRight = verdict.kind() == Kind.CHALLENGER_BETTER && "bolder".equals(verdict.arm());
      called += isRight ? 1 : 0;
      wrong += verdict.arm() == null || isRight ? 0 : 1;
    }
    assertThat((double) called / RUNS).isGreaterThan(0.8);
    assertThat((double) wrong / RUNS).isLessThanOrEqualTo(0.05 + CHANCE);
  }

  @Test
  void aChangeOfTheSizeHopedForIsMostlyNamedBeforeNoneIsSaidToBeThere() {
    Random random = new Random(53);
    Map<String, Double> planted =
        Map.of("champion", RATE, "cheaper", RATE, "bolder", RATE * 1.3, "hold-out", RATE);
    int missed = 0;
    for (int run = 0; run < RUNS; run++) {
      missed += lastVerdict(random, planted, DECISIONS).kind() == Kind.NO_DIFFERENCE ? 1 : 0;
    }
    assertThat((double) missed / RUNS).isLessThanOrEqualTo(0.2);
  }

  private static Verdict lastVerdict(Random random, Map<String, Double> rates) {
    return lastVerdict(random, rates, CALLS);
  }

  /** The first one that says such a thing, or that of the last day. */
  private static Verdict lastVerdict(Random random, Map<String, Double> rates, Set<Kind> ends) {
    Map<String, Long> converted = new HashMap<>();
    Map<String, ArmCount> counts = new HashMap<>();
    for (int day = 1; ; day++) {
      long leads = (long) day * A_DAY;
      for (Map.Entry<String, Double> arm : rates.entrySet()) {
        converted.merge(arm.getKey(), orders(random, arm.getValue()), Long::sum);
        counts.put(arm.getKey(), count(leads, converted.getOrDefault(arm.getKey(), 0L)));
      }
      Verdict verdict =
          ExperimentReport.of(EXPERIMENT, T0.plus(Duration.ofDays(day)), "EUR", 0.3, counts)
              .verdict();
      if (day == DAYS || ends.contains(verdict.kind())) {
        return verdict;
      }
    }
  }

  private static long orders(Random random, double rate) {
    long orders = 0;
    for (int lead = 0; lead < A_DAY; lead++) {
      orders += random.nextDouble() < rate ? 1 : 0;
    }
    return orders;
  }

  private static ArmCount count(long leads, long converted) {
    Sums spent = new Sums(leads, converted * 50.0, converted * 2_500.0);
    return new ArmCount(
        "", 0, new Proportion(converted, leads), new Adjusted(spent, new Sums(leads, 0, 0), 0));
  }

  private static Challenger challenger(String arm) {
    return new Challenger(arm, 0.25, JsonNodeFactory.instance.objectNode());
  }
}
