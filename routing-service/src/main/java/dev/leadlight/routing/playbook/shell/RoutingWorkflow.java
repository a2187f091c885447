package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Plan;
import dev.leadlight.routing.playbook.Planner;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.Surroundings;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Tier change → plan → one transaction → the dispatcher wakes up. */
@ApplicationScoped
class RoutingWorkflow {

  private final Playbooks playbooks;
  private final List<StandingPlaybooks> standing;
  private final Destinations destinations;
  private final Planning planning;
  private final OutboxStore outbox;
  private final List<Assigner> assigners;
  private final WakeUps wakeUps;
  private final Clock clock;

  RoutingWorkflow(
      Playbooks playbooks,
      @All List<StandingPlaybooks> standing,
      Destinations destinations,
      Planning planning,
      OutboxStore outbox,
      @All List<Assigner> assigners,
      WakeUps wakeUps,
      Clock clock) {
    this.playbooks = playbooks;
    this.standing = List.copyOf(standing);
    this.destinations = destinations;
    this.planning = planning;
    this.outbox = outbox;
    this.assigners = List.copyOf(assigners);
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /** Repeating it changes nothing. */
  Uni<Void> accept(TierChange change) {
    return destinations.load().chain(playbooks::load).chain(() -> store(change));
  }

  private Uni<Void> store(TierChange change) {
    Instant now = clock.instant();
    return outbox
        .plan(change, now, connection -> plan(connection, change, now))
        .invoke(wakeUps::planned)
        .replaceWithVoid();
  }

  private Uni<List<PlannedDelivery>> plan(
      SqlConnection connection, TierChange change, Instant now) {
    List<Playbook> inForce = playbooks(change);
    Surroundings around = planning.surroundings();
    return planning
        .cooldowns(connection, change, inForce, around, now)
        .map(cooldowns -> Planner.plan(change, inForce, around, cooldowns, now))
        .chain(plan -> assign(connection, change, plan, now));
  }

  private List<Playbook> playbooks(TierChange change) {
    return Stream.concat(
            playbooks.all().stream(),
            standing.stream().flatMap(each -> each.playbooks(change).stream()))
        .toList();
  }

  /** Assignments come first, so that whoever sends knows whose lead it is. */
  private Uni<List<PlannedDelivery>> assign(
      SqlConnection connection, TierChange change, Plan plan, Instant now) {
    Uni<Void> assigned = Uni.createFrom().voidItem();
    for (Action action : plan.assignments()) {
      for (Assigner assigner : assigners) {
        assigned = assigned.chain(() -> assigner.assign(connection, change, action, now));
      }
    }
    return assigned.replaceWith(plan.deliveries());
  }
}
