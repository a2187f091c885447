package dev.leadlight.routing.playbook;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyInTheHoldOut;
import static dev.leadlight.routing.TierChanges.becomesSalesReadyWithoutConsent;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.playbook.PlaybookFixtures.TEAM;
import static dev.leadlight.routing.playbook.PlaybookFixtures.doing;
import static dev.leadlight.routing.playbook.PlaybookFixtures.playbook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Playbook READY =
      playbook(
          """
          id: ready
          when: {entered: sales-ready, direction: up}
          actions:
            - {name: rep, verb: assign}
            - {name: slack, verb: notify, to: slack, staleAfter: P1D}
            - {name: email, verb: notify, to: email, staleAfter: P1D}
            - {name: crm, verb: upsert-contact, to: hubspot}
          """);
  private static final Playbook OVER =
      playbook(
          """
          id: over
          when: {left: sales-ready, direction: down}
          actions: [{name: slack, verb: notify, to: slack, staleAfter: P1D}]
          """);
  private static final Playbook ALWAYS = doing("{name: webhook, verb: notify, to: webhook}");
  private static final Playbook PROMOTION =
      doing("{name: offer, verb: send-email, to: email, staleAfter: P1D}");
  private static final List<Playbook> STARTER = List.of(READY, OVER, ALWAYS);

  @Test
  void plansTheActionsOfMatchingPlaybooksInTheirOrder() {
    assertThat(actions(becomesSalesReady(newLead())))
        .containsExactly("ready/slack", "ready/email", "p/webhook");
    assertThat(actions(entersNurture(newLead()))).containsExactly("p/webhook");
    assertThat(actions(fallsBackToNurture(newLead()))).containsExactly("over/slack", "p/webhook");
  }

  @Test
  void planningTwiceGivesTheSameIdsAndOtherCausesOthers() {
    TierChange change = becomesSalesReady(newLead());

    List<PlannedDelivery> first = deliveries(change, STARTER, T0);
    List<PlannedDelivery> later = deliveries(change, STARTER, T0.plus(DAY));
    List<PlannedDelivery> other = deliveries(becomesSalesReady(newLead()), STARTER, T0);

    assertThat(later).extracting(PlannedDelivery::id).containsExactlyElementsOf(ids(first));
    assertThat(other).extracting(PlannedDelivery::id).doesNotContainAnyElementsOf(ids(first));
    assertThat(ids(first)).doesNotHaveDuplicates().allMatch(id -> id.matches("dlv_[\\w-]{22}"));
  }

  @Test
  void messagesToPeopleGoStaleButFactsDoNot() {
    assertThat(deliveries(becomesSalesReady(newLead()), STARTER, T0))
        .extracting(PlannedDelivery::expiresAt)
        .containsExactly(T0.plus(DAY), T0.plus(DAY), null);
  }

  @Test
  void whatIsAboutTheSameIsReplacedButALogOfFactsIsNot() {
    assertThat(deliveries(becomesSalesReady(newLead()), STARTER, T0))
        .extracting(PlannedDelivery::latestWins)
        .containsExactly(true, true, false);
  }

  @Test
  void holdOutGetsNothingAndItIsRecorded() {
    Plan plan = plan(becomesSalesReadyInTheHoldOut(newLead()), STARTER, T0, Cooldowns.NONE);

    assertThat(plan.assignments()).isEmpty();
    assertThat(plan.deliveries())
        .extracting(PlannedDelivery::action, PlannedDelivery::destination)
        .containsExactly(
            tuple("rep", "assignment"),
            tuple("slack", "slack"),
            tuple("email", "email"),
            tuple("webhook", "webhook"));
    assertThat(plan.deliveries())
        .extracting(PlannedDelivery::suppressed)
        .containsOnly(Reason.HOLD_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"marketing", "email"})
  void refusedConsentStopsMarketingButNotTheTeamsWork(String purpose) {
    List<Playbook> playbooks = List.of(READY, PROMOTION);

    assertThat(deliveries(becomesSalesReadyWithoutConsent(newLead(), purpose), playbooks, T0))
        .extracting(PlannedDelivery::suppressed)
        .containsExactly(null, null, Reason.NO_CONSENT);
  }

  @Test
  void refusedConsentKeepsNobodyOnAList() {
    TierChange refused = becomesSalesReadyWithoutConsent(newLead(), "marketing");

    Playbook joins = doing("{name: a, verb: add-to-list, to: klaviyo, with: {list: l}}");
    Playbook leaves = doing("{name: r, verb: remove-from-list, to: klaviyo, with: {list: l}}");

    assertThat(deliveries(refused, List.of(joins, leaves), T0))
        .extracting(PlannedDelivery::suppressed)
        .containsExactly(Reason.NO_CONSENT, null);
  }

  @Test
  void aStopByTextMessageStopsNoMail() {
    List<Playbook> playbooks = List.of(READY, PROMOTION, ALWAYS);

    assertThat(deliveries(becomesSalesReadyWithoutConsent(newLead(), "sms"), playbooks, T0))
        .extracting(PlannedDelivery::suppressed)
        .containsOnlyNulls();
  }

  @Test
  void nothingIsPlannedForDestinationsThatAreMissingOrCannotDoIt() {
    TierChange change = becomesSalesReady(newLead());
    List<Consideration> considered =
        Planner.consider(
            change,
            List.of(
                doing("{name: a, verb: upsert-contact, to: hubspot}"),
                doing("{name: a, verb: create-task, to: slack}")),
            TEAM,
            Cooldowns.NONE,
            T0);

    assertThat(considered)
        .flatExtracting(Consideration::decisions)
        .allSatisfy(
            decision -> {
              assertThat(decision.kind()).isEqualTo(Decision.Kind.NOT_CONFIGURED);
              assertThat(decision.delivery()).isNull();
            })
        .hasSize(2);
  }

  @Test
  void withoutAnybodyWhoAssignsNothingIsAssigned() {
    Surroundings nobody = new Surroundings(TEAM.destinations(), false, TEAM.zone());
    TierChange change = becomesSalesReady(newLead());

    assertThat(plan(change, STARTER, T0, Cooldowns.NONE).assignments()).hasSize(1);
    assertThat(Planner.plan(change, STARTER, nobody, Cooldowns.NONE, T0).assignments()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffAsksForNothing() {
    Playbook off =
        playbook(
            "{id: off, enabled: false, when: {}, actions: [{name: s, verb: notify, to: slack}]}");
    List<Consideration> considered =
        Planner.consider(becomesSalesReady(newLead()), List.of(off), TEAM, Cooldowns.NONE, T0);

    assertThat(considered.get(0).unmet()).containsExactly("enabled");
    assertThat(considered.get(0).decisions()).isEmpty();
  }

  @Test
  void delayCountsBeforeTheDeadline() {
    PlannedDelivery planned =
        one("{name: s, verb: notify, to: slack, delay: PT2H, staleAfter: PT1H}", T0);

    assertThat(planned.dueAt()).isEqualTo(T0.plus(Duration.ofHours(2)));
    assertThat(planned.expiresAt()).isEqualTo(T0.plus(Duration.ofHours(3)));
  }

  @Test
  void cooldownLeavesOutWhatWasToldTooShortATimeAgo() {
    String action = "{name: s, verb: notify, to: slack, cooldown: PT1H}";
    Cooldowns told = new Cooldowns(Map.of(new Cooldowns.Key("p", "s"), T0));
    Instant over = T0.plus(Duration.ofHours(1));

    assertThat(reasonOf(action, over.minusMillis(1), told)).isEqualTo(Reason.COOLDOWN);
    assertThat(reasonOf(action, over, told)).isNull();
    assertThat(reasonOf("{name: other, verb: notify, to: slack, cooldown: PT1H}", T0, told))
        .isNull();
    assertThat(reasonOf("{name: s, verb: notify, to: slack}", T0, told)).isNull();
  }

  @Test
  void cooldownsAreLookedUpOnlyIfTheyMatter() {
    Playbook cooling = doing("{name: s, verb: notify, to: slack, cooldown: PT1H}");
    TierChange change = becomesSalesReady(newLead());

    assertThat(Planner.longestCooldown(change, List.of(cooling, READY), TEAM, T0))
        .contains(Duration.ofHours(1));
    assertThat(Planner.longestCooldown(change, STARTER, TEAM, T0)).isEmpty();
  }

  @Test
  void quietHoursPutOffOrLeaveOut() {
    Instant night = Instant.parse("2026-03-02T23:30:00Z"); // half past midnight in Berlin
    Instant morning = Instant.parse("2026-03-03T07:00:00Z");
    String hours = "quietHours: {from: '21:00', to: '08:00', otherwise: ";

    PlannedDelivery deferred =
        one("{name: s, verb: notify, to: slack, staleAfter: PT1H, " + hours + "defer}}", night);
    assertThat(deferred.suppressed()).isNull();
    assertThat(deferred.dueAt()).isEqualTo(morning);
    assertThat(deferred.expiresAt()).isEqualTo(morning.plus(Duration.ofHours(1)));

    PlannedDelivery dropped = one("{name: s, verb: notify, to: slack, " + hours + "drop}}", night);
    assertThat(dropped.suppressed()).isEqualTo(Reason.QUIET_HOURS);
    PlannedDelivery byDay = one("{name: s, verb: notify, to: slack, " + hours + "drop}}", morning);
    assertThat(byDay.suppressed()).isNull();
    assertThat(byDay.dueAt()).isEqualTo(morning);
  }

  @Test
  void whatIsDelayedIsJudgedByWhenItCouldGo() {
    String later = "{name: s, verb: notify, to: %s, delay: PT2H, %s}";
    String drop = "quietHours: {from: '%s', to: '%s', otherwise: drop}";
    Cooldowns told = new Cooldowns(Map.of(new Cooldowns.Key("p", "s"), T0));

    assertThat(reasonOf(later.formatted("slack", "cooldown: PT2H"), T0, told)).isNull();
    assertThat(reasonOf(later.formatted("slack", "cooldown: PT3H"), T0, told))
        .isEqualTo(Reason.COOLDOWN);
    // T0 is a quarter past eleven in Berlin
    String now = drop.formatted("11:00", "12:00");
    String then = drop.formatted("13:00", "14:00");
    assertThat(reasonOf(later.formatted("slack", now), T0, Cooldowns.NONE)).isNull();
    assertThat(reasonOf(later.formatted("slack", then), T0, Cooldowns.NONE))
        .isEqualTo(Reason.QUIET_HOURS);
    assertThat(one(later.formatted("inbox", "with: {digest: hourly}"), T0).dueAt())
        .isEqualTo(Instant.parse("2026-03-02T13:00:00Z"));
  }

  @Test
  void aTimeZoneThatNobodyKnowsIsAsGoodAsNone() throws IOException {
    ObjectNode told = ContractJson.mapper().valueToTree(becomesSalesReady(newLead()));
    ((ObjectNode) told.get("contact")).put("timezone", "Mars/Olympus_Mons");
    TierChange change = ContractJson.read(ContractJson.write(told), TierChange.class);
    String quiet = "quietHours: {from: '11:00', to: '12:00', otherwise: drop}";

    assertThat(
            deliveries(
                change, List.of(doing("{name: s, verb: notify, to: slack, " + quiet + "}")), T0))
        .extracting(PlannedDelivery::suppressed)
        .containsExactly(Reason.QUIET_HOURS);
  }

  @Test
  void listsAreNamedInPlaybooksAndHaveTheirIdsInDestinations() {
    String joins = "{name: a, verb: add-to-list, to: klaviyo, with: {listName: %s}}";

    PlannedDelivery known = one(joins.formatted("nurture"), T0);

    assertThat(known.with()).isEqualTo(Map.of("list", "Y6nRLr"));
    assertThat(known.subject()).isEqualTo("list Y6nRLr");
    assertThat(
            deliveries(
                becomesSalesReady(newLead()), List.of(doing(joins.formatted("general"))), T0))
        .isEmpty();
  }

  @Test
  void messagesOfADigestWaitForItsTimeAndMayMissTheirDeadline() {
    String notify = "{name: s, verb: notify, to: %s, staleAfter: PT4H, with: {%s}}";
    Instant next =
        Instant.parse("2026-03-03T07:00:00Z"); // eight in Berlin; T0 is a quarter past eleven

    PlannedDelivery collected = one(notify.formatted("inbox", ""), T0);
    assertThat(collected.dueAt()).isEqualTo(next);
    assertThat(collected.expiresAt()).isEqualTo(T0.plus(Duration.ofHours(4)));
    assertThat(collected.with()).isEqualTo(Map.of("digest", "daily 08:00 Europe/Berlin"));

    PlannedDelivery hourly = one(notify.formatted("inbox", "digest: hourly"), T0);
    assertThat(hourly.dueAt()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    PlannedDelivery atOnce = one(notify.formatted("inbox", "digest: never"), T0);
    assertThat(atOnce.dueAt()).isEqualTo(T0);
    assertThat(atOnce.with()).isEmpty();
    PlannedDelivery notByMail = one(notify.formatted("slack", "digest: hourly"), T0);
    assertThat(notByMail.dueAt()).isEqualTo(T0);
    assertThat(notByMail.with()).isEmpty();
  }

  private static PlannedDelivery one(String action, Instant now) {
    return deliveries(becomesSalesReady(newLead()), List.of(doing(action)), now).get(0);
  }

  private static @Nullable Reason reasonOf(String action, Instant now, Cooldowns cooldowns) {
    return plan(becomesSalesReady(newLead()), List.of(doing(action)), now, cooldowns)
        .deliveries()
        .get(0)
        .suppressed();
  }

  private static List<PlannedDelivery> deliveries(
      TierChange change, List<Playbook> playbooks, Instant now) {
    return plan(change, playbooks, now, Cooldowns.NONE).deliveries();
  }

  private static Plan plan(
      TierChange change, List<Playbook> playbooks, Instant now, Cooldowns cooldowns) {
    return Planner.plan(change, playbooks, TEAM, cooldowns, now);
  }

  private static List<String> actions(TierChange change) {
    return deliveries(change, STARTER, T0).stream()
        .map(planned -> planned.playbook() + "/" + planned.action())
        .toList();
  }

  private static List<String> ids(List<PlannedDelivery> plan) {
    return plan.stream().map(PlannedDelivery::id).toList();
  }
}
