package dev.leadlight.routing.playbook;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.playbook.PlaybookFixtures.TEAM;
import static dev.leadlight.routing.playbook.PlaybookFixtures.doing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static final Playbook HOURLY =
      doing("{name: s, verb: notify, to: slack, cooldown: PT1H}");

  private final LeadId lead = newLead();
  private final DryRun.Case up = new DryRun.Case(becomesSalesReady(lead), T0);
  private final DryRun.Case down =
      new DryRun.Case(fallsBackToNurture(lead), T0.plus(Duration.ofMinutes(20)));

  @Test
  void saysWhatPlanningWouldHaveSaid() {
    assertThat(DryRun.of(List.of(up), List.of(HOURLY), TEAM, List.of()))
        .singleElement()
        .returns(
            Planner.consider(up.change(), List.of(HOURLY), TEAM, Cooldowns.NONE, T0),
            DryRun.Trial::considerations);
  }

  @Test
  void whatItWouldHaveSentCoolsDown() {
    assertThat(kinds(List.of(up, down), List.of()))
        .containsExactly(Decision.Kind.SEND, Decision.Kind.SUPPRESS);
  }

  @Test
  void whatWasSentInTruthCoolsDownWhatCameAfterIt() {
    assertThat(kinds(List.of(up), List.of(told(lead, T0.minusSeconds(60)))))
        .containsExactly(Decision.Kind.SUPPRESS);
    assertThat(kinds(List.of(up), List.of(told(lead, T0), told(newLead(), T0.minusSeconds(60)))))
        .containsExactly(Decision.Kind.SEND);
  }

  @Test
  void ofSeveralTheLatestCoolsDown() {
    Told longAgo = told(lead, T0.minus(Duration.ofHours(2)));
    Told lately = told(lead, T0.minusSeconds(60));
    assertThat(kinds(List.of(up), List.of(longAgo, lately)))
        .isEqualTo(kinds(List.of(up), List.of(lately, longAgo)))
        .containsExactly(Decision.Kind.SUPPRESS);
    assertThat(kinds(List.of(up), List.of(longAgo))).containsExactly(Decision.Kind.SEND);
  }

  private static Told told(LeadId lead, Instant at) {
    return new Told(lead, new Cooldowns.Key("p", "s"), at, at);
  }

  private static List<Decision.Kind> kinds(List<DryRun.Case> cases, List<Told> told) {
    return DryRun.of(cases, List.of(HOURLY), TEAM, told).stream()
        .flatMap(trial -> trial.considerations().stream())
        .flatMap(consideration -> consideration.decisions().stream())
        .map(Decision::kind)
        .toList();
  }
}
