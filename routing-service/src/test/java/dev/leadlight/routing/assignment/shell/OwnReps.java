package dev.leadlight.routing.assignment.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Reps;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.link.shell.Links;
import dev.leadlight.routing.playbook.Action;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/**
 * Reps that a test has of its own, by a skill that only they have, and the leads that they are
 * given, against PostgreSQL; the running service's clock works beside them.
 */
@SuppressWarnings("NullAway.Init")
abstract class OwnReps {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Pool pool;
  @Inject OutboxStore outbox;
  @Inject AssignmentStore store;
  @Inject RepWorkflow reps;
  @Inject AcknowledgementWorkflow acknowledgements;
  @Inject LeadNames names;
  @Inject QueueWorkflow queue;
  @Inject LeadAssigner assigner;
  @Inject Links links;

  final String skill = "skill-" + UUID.randomUUID();
  final String destination = "test-" + UUID.randomUUID();
  final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  final List<String> mine = new ArrayList<>();

  @AfterEach
  void allLeave() {
    Tuple ofMine = Tuple.of(mine.toArray(String[]::new));
    done(pool.preparedQuery("delete from assignment where rep_id = any ($1)").execute(ofMine));
    done(pool.preparedQuery("delete from assignment where skill = $1").execute(Tuple.of(skill)));
    done(pool.preparedQuery("delete from rep where id = any ($1)").execute(ofMine));
    done(pool.query("update rotation set roster = roster + 1").execute());
  }

  final Rep rep(String name) {
    return own(Reps.tireless(name, 1));
  }

  /** Of this test alone. */
  final Rep own(Rep rep) {
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

  final void hire(Rep... all) {
    hire(List.of(all));
  }

  final void hire(List<Rep> all) {
    all.forEach(rep -> mine.add(rep.id()));
    done(reps.put(all));
  }

  final Uni<Void> plan(LeadAssigner replica, TierChange change) {
    return plan(
        replica,
        change,
        Action.of("assign", Verb.ASSIGN, null)
            .with(Map.of("skill", skill, "respondWithin", "PT2H")));
  }

  final Uni<Void> plan(LeadAssigner replica, TierChange change, Action action) {
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

  final String holder(LeadId lead) {
    AssignmentView open = newest(lead).assignment();
    assertThat(open.state()).isIn("assigned", "acknowledged");
    return String.valueOf(open.rep());
  }

  final AssignmentDetail newest(LeadId lead) {
    String id = done(store.page(null, null, lead.value(), null, 1)).assignments().get(0).id();
    return done(store.find(id)).orElseThrow();
  }

  final List<String> states(LeadId lead) {
    return done(store.page(null, null, lead.value(), null, 10)).assignments().stream()
        .map(AssignmentView::state)
        .toList();
  }

  static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
