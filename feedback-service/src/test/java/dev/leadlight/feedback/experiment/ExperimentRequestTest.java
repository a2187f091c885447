package dev.leadlight.feedback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.experiment.Experiment.Challenger;
import dev.leadlight.contracts.tier.ScorecardRef;
import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentRequestTest {

  private static final ScorecardRef CARD = new ScorecardRef("retail-starter", "1");
  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-08T00:00:00Z");

  @Test
  void otherSharesBeginTheCountAnewAndTheSameOnesDoNot() {
    Experiment begun = applied(List.of(), T0, 0.1, challenger("cheaper", 0.2));
    Experiment repeated = applied(List.of(begun), LATER, 0.1, challenger("cheaper", 0.2));
    Experiment enlarged = applied(List.of(begun), LATER, 0.2, challenger("cheaper", 0.2));

    assertThat(begun.comparableFrom()).isEqualTo(T0);
    assertThat(repeated).isEqualTo(begun);
    assertThat(enlarged.startedAt()).isEqualTo(T0);
    assertThat(enlarged.comparableFrom()).isEqualTo(LATER);
    assertThat(
            applied(
                List.of(enlarged), T0.plus(Duration.ofDays(9)), 0.2, challenger("cheaper", 0.2)))
        .isEqualTo(enlarged);
    assertThat(enlarged.ended(T0.plus(Duration.ofDays(9))).comparableFrom()).isEqualTo(LATER);
    for (Experiment changed :
        List.of(
            applied(List.of(begun), LATER, 0.1, challenger("cheaper", 0.3)),
            applied(List.of(begun), LATER, 0.1, challenger("bolder", 0.2)),
            applied(List.of(begun), LATER, 0.1))) {
      assertThat(changed.comparableFrom()).isEqualTo(LATER);
    }
  }

  @Test
  void aReportOfChangedSharesTellsSinceWhenAndAtThatPace() {
    Experiment begun = applied(List.of(), T0, 0.1);
    Experiment enlarged = applied(List.of(begun), LATER, 0.5);

    ExperimentReport report =
        ExperimentReport.of(
            enlarged,
            LATER.plus(Duration.ofDays(1)),
            "EUR",
            0.1,
            Map.of("champion", count(1_000, 100), "hold-out", count(1_000, 100)));

    assertThat(report.from()).isEqualTo(LATER);
    // 28,581 leads to be had at 1,000 in the one day; with a hold-out of a half
    assertThat(report.remainingDays()).isEqualTo(28);
    assertThat(report.verdict().kind()).isEqualTo(Verdict.Kind.TOO_EARLY);
  }

  private static Experiment applied(
      List<Experiment> known, Instant now, double holdOut, Challenger... challengers) {
    return new ExperimentRequest(List.of(challengers), holdOut)
        .applied("carts", known, CARD, "salt", now);
  }

  private static Challenger challenger(String arm, double share) {
    return new Challenger(arm, share, JsonNodeFactory.instance.objectNode());
  }

  private static ArmCount count(long leads, long converted) {
    Sums nothing = new Sums(leads, 0, 0);
    return new ArmCount("", 0, new Proportion(converted, leads), new Adjusted(nothing, nothing, 0));
  }
}
