package dev.leadlight.routing.playbook;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyInTheHoldOut;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyWithoutConsent;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Action SLACK = Action.of("slack", Verb.NOTIFY, "slack").staleAfter(DAY);
  private static final Action MAIL = Action.of("email", Verb.NOTIFY, "email").staleAfter(DAY);
  private static final Action LOG = Action.of("webhook", Verb.NOTIFY, "webhook");
  private static final Action OFFER = Action.of("offer", Verb.SEND_EMAIL, "email").staleAfter(DAY);
  private static final Map<String, String> DESTINATIONS =
      Map.of("slack", "slack", "email", "email", "webhook", "webhook");
  private static final Playbook READY =
      new Playbook(
          "ready",
          "tell the team",
          new Condition("sales-ready", null, Direction.UP),
          List.of(SLACK, MAIL));
  private static final Playbook OVER =
      new Playbook(
          "over", "no hurry", new Condition(null, "sales-ready", Direction.DOWN), List.of(SLACK));
  private static final Playbook ALWAYS =
      new Playbook("always", "a log", new Condition(null, null, null), List.of(LOG));
  private static final Playbook PROMOTION =
      new Playbook(
          "promotion", "an offer", new Condition("sales-ready", null, null), List.of(OFFER));
  private static final List<Playbook> STARTER = List.of(READY, OVER, ALWAYS);

  @Test
  void plansTheActionsOfMatchingPlaybooksInTheirOrder() {
    assertThat(actions(becomesSalesReady(newLead())))
        .containsExactly("ready/slack", "ready/email", "always/webhook");
    assertThat(actions(entersNurture(newLead()))).containsExactly("always/webhook");
    assertThat(actions(fallsBackToNurture(newLead())))
        .containsExactly("over/slack", "always/webhook");
  }

  @Test
  void planningTwiceGivesTheSameIdsAndOtherCausesOthers() {
    TierChange change = becomesSalesReady(newLead());

    List<PlannedDelivery> first = plan(change, STARTER, T0);
    List<PlannedDelivery> later = plan(change, STARTER, T0.plus(DAY));
    List<PlannedDelivery> other = plan(becomesSalesReady(newLead()), STARTER, T0);

    assertThat(later).extracting(PlannedDelivery::id).containsExactlyElementsOf(ids(first));
    assertThat(other).extracting(PlannedDelivery::id).doesNotContainAnyElementsOf(ids(first));
    assertThat(ids(first)).doesNotHaveDuplicates().allMatch(id -> id.matches("dlv_[\\w-]{22}"));
  }

  @Test
  void messagesToPeopleGoStaleButFactsDoNot() {
    assertThat(plan(becomesSalesReady(newLead()), STARTER, T0))
        .extracting(PlannedDelivery::expiresAt)
        .containsExactly(T0.plus(DAY), T0.plus(DAY), null);
  }

  @Test
  void holdOutGetsNothing() {
    assertThat(plan(becomesSalesReadyInTheHoldOut(newLead()), STARTER, T0))
        .hasSize(3)
        .extracting(PlannedDelivery::suppressed)
        .containsOnly(Reason.HOLD_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"marketing", "email"})
  void refusedConsentStopsMarketingButNotTheTeamsWork(String purpose) {
    List<Playbook> playbooks = List.of(READY, PROMOTION, ALWAYS);

    assertThat(plan(becomesSalesReadyWithoutConsent(newLead(), purpose), playbooks, T0))
        .extracting(PlannedDelivery::suppressed)
        .containsExactly(null, null, Reason.NO_CONSENT, null);
  }

  @Test
  void aStopByTextMessageStopsNoMail() {
    List<Playbook> playbooks = List.of(READY, PROMOTION, ALWAYS);

    assertThat(plan(becomesSalesReadyWithoutConsent(newLead(), "sms"), playbooks, T0))
        .extracting(PlannedDelivery::suppressed)
        .containsOnlyNulls();
    assertThat(plan(becomesSalesReady(newLead()), playbooks, T0))
        .extracting(PlannedDelivery::suppressed)
        .containsOnlyNulls();
  }

  @Test
  void nothingIsPlannedForDestinationsThatAreMissing() {
    Map<String, String> mailOnly = Map.of("email", "email");

    assertThat(Planner.plan(becomesSalesReady(newLead()), STARTER, mailOnly, T0).deliveries())
        .extracting(PlannedDelivery::action)
        .containsExactly("email");
  }

  @Test
  void twoActionsOfOneNameAreRefused() {
    assertThatThrownBy(
            () -> new Playbook("twice", "", new Condition(null, null, null), List.of(LOG, LOG)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  private static List<PlannedDelivery> plan(
      TierChange change, List<Playbook> playbooks, Instant now) {
    return Planner.plan(change, playbooks, DESTINATIONS, now).deliveries();
  }

  private static List<String> actions(TierChange change) {
    return plan(change, STARTER, T0).stream()
        .map(planned -> planned.playbook() + "/" + planned.action())
        .toList();
  }

  private static List<String> ids(List<PlannedDelivery> plan) {
    return plan.stream().map(PlannedDelivery::id).toList();
  }
}
