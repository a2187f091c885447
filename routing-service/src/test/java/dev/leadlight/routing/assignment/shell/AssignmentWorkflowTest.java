package dev.leadlight.routing.assignment.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.hasSpent;
import static dev.leadlight.routing.TierChanges.knownBy;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Reps;
import dev.leadlight.routing.assignment.Standing;
import dev.leadlight.routing.assignment.WorkingHours;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.link.shell.Links;
import dev.leadlight.routing.playbook.Action;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What assignments promise, against PostgreSQL. Each test has reps of its own by a skill that only
 * they have; the running service's clock works beside it.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class AssignmentWorkflowTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Pool pool;
  @Inject OutboxStore outbox;
  @Inject AssignmentStore store;
  @Inject RosterStore rosters;
  @Inject RepWorkflow reps;
  @Inject AssignmentWorkflow workflow;
  @Inject QueueWorkflow queue;
  @Inject LeadAssigner assigner;
  @Inject Desk desk;
  @Inject Links links;
  @Inject AssignmentConfig config;

  private final String skill = "skill-" + UUID.randomUUID();
  private final String destination = "test-" + UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final List<String> mine = new ArrayList<>();

  @AfterEach
  void allLeave() {
    Tuple ofMine = Tuple.of(mine.toArray(String[]::new));
    done(pool.preparedQuery("delete from assignment where rep_id = any ($1)").execute(ofMine));
    done(pool.preparedQuery("delete from assignment where skill = $1").execute(Tuple.of(skill)));
    done(pool.preparedQuery("delete from rep where id = any ($1)").execute(ofMine));
    done(pool.query("update rotation set roster = roster + 1").execute());
  }

  @Test
  void fourReplicasAtOnceGiveEachLeadOnceAndEverybodyTheirShare() {
    List<Rep> fifty = Reps.fifty().stream().map(this::own).toList();
    hire(fifty);
    List<LeadId> leads = IntStream.range(0, 320).mapToObj(i -> newLead()).toList();

    List<Uni<Void>> replicas = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LeadAssigner replica = new LeadAssigner(new RosterStore(pool), store, desk, links, config);
      List<LeadId> part = leads.subList(i * 80, (i + 1) * 80);
      replicas.add(
          Multi.createFrom()
              .iterable(part)
              .onItem()
              .transformToUniAndConcatenate(lead -> plan(replica, becomesSalesReady(lead)))
              .collect()
              .asList()
              .replaceWithVoid());
    }
    done(Uni.join().all(replicas).andFailFast());

    List<AssignmentDetail> all = mineOf();
    assertThat(all.stream().map(each -> each.assignment().leadId()))
        .containsExactlyInAnyOrderElementsOf(leads.stream().map(LeadId::value).toList());
    Map<String, Integer> assigned = new HashMap<>();
    Map<String, Double> share = new HashMap<>();
    all.forEach(each -> count(each, fifty, assigned, share));
    assertThat(assigned.values().stream().mapToInt(n -> n).sum()).isEqualTo(320);
    assertThat(share)
        .allSatisfy(
            (rep, ideal) ->
                assertThat(Math.abs(ideal - assigned.getOrDefault(rep, 0))).isLessThanOrEqualTo(1));
  }

  @Test
  void leadIsAssignedOnceHoweverOftenItComes() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(
        Uni.join()
            .all(plan(assigner, becomesSalesReady(lead)), plan(assigner, fallsBackToNurture(lead)))
            .andFailFast());

    assertThat(states(lead)).containsExactly("assigned");
  }

  @Test
  void silentRepIsParkedAndTheLeadGoesOnAndTheNextOneIsTold() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String silent = holder(lead);
    assertThat(assignee(deliver(lead))).isEqualTo(silent);

    done(queue.run(now.plus(Duration.ofHours(1))));
    assertThat(holder(lead)).as("still in time").isEqualTo(silent);
    done(queue.run(now.plus(Duration.ofHours(3))));

    assertThat(holder(lead)).isNotEqualTo(silent);
    assertThat(standing(silent).parked()).isTrue();
    assertThat(standing(silent).owed() + standing(holder(lead)).owed()).isEqualTo(0);
    assertThat(assignee(Objects.requireNonNull(claim()))).isEqualTo(holder(lead));
    assertThat(claim()).as("told once more, not twice").isNull();
    done(reps.duty(silent, true));
    assertThat(standing(silent).parked()).isFalse();
  }

  @Test
  void acknowledgedLeadStays() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String rep = holder(lead);

    assertThat(done(workflow.acknowledge(lead.value(), "nobody", "email")).map(Rep::id))
        .as("says whose it is")
        .contains(rep);
    assertThat(states(lead)).containsExactly("assigned");
    assertThat(done(workflow.acknowledge(lead.value(), rep, "email")).map(Rep::id)).contains(rep);
    done(queue.run(now.plus(Duration.ofHours(3))));

    assertThat(holder(lead)).isEqualTo(rep);
    assertThat(states(lead)).containsExactly("acknowledged");
  }

  @Test
  void whoWantsALeadTakesItUnlessSomebodyIsAtIt() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String first = holder(lead);
    String other = mine.stream().filter(id -> !id.equals(first)).findFirst().orElseThrow();

    assertThat(done(workflow.take(lead.value(), other, "slack")).map(Rep::id)).contains(other);
    assertThat(done(workflow.take(lead.value(), first, "slack")).map(Rep::id)).contains(other);
    assertThat(states(lead)).containsExactly("acknowledged", "passed-on");
    assertThat(holder(lead)).isEqualTo(other);
  }

  @Test
  void leadComesBackToItsRepAfterAnOutcome() {
    hire(rep("a"), rep("b"), rep("c"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String rep = holder(lead);
    done(workflow.conclude(lead.value(), "outcome"));
    assertThat(states(lead)).containsExactly("closed");

    done(plan(assigner, fallsBackToNurture(lead)));

    assertThat(holder(lead)).isEqualTo(rep);
    assertThat(newest(lead).ground()).isEqualTo("stays");
  }

  @Test
  void leadsWaitInOrderUntilSomebodyIsFree() {
    hire(own(Reps.rep("a", 1, 1, WorkingHours.always())).onDuty(false));
    LeadId cool = newLead();
    LeadId hot = newLead();
    LeadId customer = newLead();
    done(plan(assigner, fallsBackToNurture(cool)));
    done(plan(assigner, becomesSalesReady(hot)));
    done(plan(assigner, hasSpent(fallsBackToNurture(customer), 740)));
    assertThat(states(customer)).containsExactly("waiting");

    assertThat(done(store.queue(500)).stream().map(AssignmentView::leadId))
        .containsSubsequence(customer.value(), hot.value(), cool.value());
    done(reps.duty(mine.get(0), true));
    done(queue.run(now));

    assertThat(holder(customer)).isEqualTo(mine.get(0));
    assertThat(states(hot)).containsExactly("waiting");
  }

  @Test
  void whoKnowsALeadByAnotherIdMeansItsOpenAssignment() {
    hire(rep("a"));
    Identity ann = new Identity(IdentityKind.EMAIL, "ann@" + skill + ".example");
    Identity cookie = new Identity(IdentityKind.ANONYMOUS, skill);
    LeadId before = new LeadId(links.hidden(List.of(cookie)).get(0));
    LeadId after = newLead();
    done(plan(assigner, knownBy(becomesSalesReady(before), cookie)));

    assertThat(meant(before)).isEqualTo(before.value());
    assertThat(meant(after)).as("unknown so far").isEqualTo(after.value());
    Action nothing = Action.of("release", Verb.ASSIGN, null).with(Map.of("rep", "nobody"));
    done(plan(assigner, knownBy(fallsBackToNurture(after), ann, cookie), nothing));
    assertThat(meant(after)).as("has taken the other in").isEqualTo(before.value());

    done(workflow.conclude(before.value(), "outcome"));
    LeadId third = newLead();
    done(plan(assigner, knownBy(becomesSalesReady(third), ann)));
    assertThat(meant(new LeadId(links.hidden(List.of(ann)).get(0))))
        .as("key of an identity")
        .isEqualTo(third.value());
  }

  private String meant(LeadId id) {
    return done(workflow.leadKnownAs(id.value()));
  }

  @Test
  void departingRepLeavesTheLeadsToOthers() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String gone = holder(lead);

    assertThat(done(reps.depart(gone))).isEqualTo(1);
    assertThat(holder(lead)).isNotEqualTo(gone);
    done(reps.depart(holder(lead)));

    assertThat(states(lead)).containsExactly("waiting", "passed-on", "passed-on");
    Orphans orphans = done(rosters.read().chain(store::orphans));
    assertThat(orphans.unserved()).isPositive();
    assertThat(orphans.abandoned()).isZero();
  }

  @Test
  void nobodyNeedsToActOnALeadThatHasCooledDown() {
    hire(rep("a"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));

    Action release = Action.of("release", Verb.ASSIGN, null).with(Map.of("rep", "nobody"));
    done(plan(assigner, fallsBackToNurture(lead), release));

    assertThat(newest(lead).assignment().endReason()).isEqualTo("released");
  }

  private static void count(
      AssignmentDetail detail,
      List<Rep> fifty,
      Map<String, Integer> assigned,
      Map<String, Double> share) {
    assigned.merge(String.valueOf(detail.assignment().rep()), 1, Integer::sum);
    Set<String> free =
        detail.candidates().stream()
            .filter(c -> c.skipped() == null || c.skipped().equals("not-next"))
            .map(CandidateView::rep)
            .collect(Collectors.toSet());
    double weights =
        fifty.stream().filter(rep -> free.contains(rep.id())).mapToInt(Rep::weight).sum();
    fifty.stream()
        .filter(rep -> free.contains(rep.id()))
        .forEach(rep -> share.merge(rep.id(), rep.weight() / weights, Double::sum));
  }

  private Rep rep(String name) {
    return own(Reps.tireless(name, 1));
  }

  /** Of this test alone. */
  private Rep own(Rep rep) {
    return new Rep(
        rep.id() + "-" + skill.substring(6, 14),
        rep.name(),
        rep.email(),
        null,
        Map.of(),
        rep.weight(),
        rep.dailyCap(),
        Set.of(),
        Set.of(),
        Set.of(skill),
        rep.hours(),
        true,
        true);
  }

  private void hire(Rep... all) {
    hire(List.of(all));
  }

  private void hire(List<Rep> all) {
    all.forEach(rep -> mine.add(rep.id()));
    done(reps.put(all));
  }

  private Uni<Void> plan(LeadAssigner replica, TierChange change) {
    return plan(
        replica,
        change,
        Action.of("assign", Verb.ASSIGN, null)
            .with(Map.of("skill", skill, "respondWithin", "PT2H")));
  }

  private Uni<Void> plan(LeadAssigner replica, TierChange change, Action action) {
    PlannedDelivery message =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            destination,
            Verb.NOTIFY,
            Map.of(),
            "notify",
            now,
            now.plus(Duration.ofDays(1)),
            null,
            null);
    return Outbox.plan(
            outbox,
            change,
            now,
            connection ->
                replica
                    .assign(connection, change, action, Instant.now())
                    .replaceWith(List.of(message)))
        .replaceWithVoid();
  }

  private Claim deliver(LeadId lead) {
    Claim claim = Objects.requireNonNull(claim());
    assertThat(claim.leadId()).isEqualTo(lead.value());
    Attempt attempt =
        new Attempt(now, Duration.ofMillis(12), new Answer(Outcome.accepted(), 200, "ok"));
    Verdict delivered = new Verdict(DeliveryState.DELIVERED, 0, now, null);
    done(outbox.record(List.of(new Conclusion(claim, attempt, delivered, now))));
    return claim;
  }

  private @Nullable Claim claim() {
    Instant later = now.plus(Duration.ofHours(4));
    List<Claim> claims = done(outbox.claim(destination, 1, later, later.plusSeconds(600)));
    return claims.isEmpty() ? null : claims.get(0);
  }

  private static String assignee(Claim claim) {
    Assignee assignee = claim.delivery().assignee();
    return assignee == null ? "nobody" : assignee.repId();
  }

  private String holder(LeadId lead) {
    AssignmentView open = newest(lead).assignment();
    assertThat(open.state()).isIn("assigned", "acknowledged");
    return String.valueOf(open.rep());
  }

  private AssignmentDetail newest(LeadId lead) {
    String id = done(store.page(null, null, lead.value(), null, 1)).assignments().get(0).id();
    return done(store.find(id)).orElseThrow();
  }

  private List<String> states(LeadId lead) {
    return done(store.page(null, null, lead.value(), null, 10)).assignments().stream()
        .map(AssignmentView::state)
        .toList();
  }

  private List<AssignmentDetail> mineOf() {
    return AssignmentRows.list(
        done(
            pool.preparedQuery("select * from assignment where skill = $1")
                .execute(Tuple.of(skill))),
        AssignmentRows::detail);
  }

  private Standing standing(String rep) {
    return done(rosters.read()).standings().getOrDefault(rep, Standing.NEW);
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
