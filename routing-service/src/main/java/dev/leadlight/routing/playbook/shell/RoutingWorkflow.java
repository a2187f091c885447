package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.OutboxStore.Planned;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Cooldowns;
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

/** Tier changes → plans → one transaction → the dispatcher wakes up. */
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

  /** Takes changes, each of another lead. Repeating it changes nothing. */
  Uni<Void> accept(List<TierChange> changes) {
    return destinations.load().chain(playbooks::load).chain(() -> store(changes));
  }

  private Uni<Void> store(List<TierChange> changes) {
    Instant now = clock.instant();
    return outbox
        .plan(changes, now, (connection, fresh) -> plan(connection, fresh, now))
        .invoke(wakeUps::planned)
        .replaceWithVoid();
  }

  private record Considered(TierChange change, Plan plan) {}

  private Uni<List<Planned>> plan(SqlConnection connection, List<TierChange> changes, Instant now) {
    Surroundings around = planning.surroundings();
    return planning
        .cooldowns(connection, changes, this::playbooks, around, now)
        .map(
            cooldowns ->
                changes.stream()
                    .map(change -> consider(change, around, cooldowns.apply(change), now))
                    .toList())
        .call(considered -> assign(connection, considered, now))
        .map(RoutingWorkflow::planned);
  }

  private Considered consider(
      TierChange change, Surroundings around, Cooldowns cooldowns, Instant now) {
    return new Considered(change, Planner.plan(change, playbooks(change), around, cooldowns, now));
  }

  private static List<Planned> planned(List<Considered> considered) {
    return considered.stream()
        .map(each -> new Planned(each.change(), each.plan().deliveries()))
        .toList();
  }

  private List<Playbook> playbooks(TierChange change) {
    return Stream.concat(
            playbooks.all().stream(),
            standing.stream().flatMap(each -> each.playbooks(change).stream()))
        .toList();
  }

  /** Assignments come first, so that whoever sends knows whose lead it is. */
  private Uni<Void> assign(SqlConnection connection, List<Considered> considered, Instant now) {
    Uni<Void> assigned = Uni.createFrom().voidItem();
    for (Considered each : considered) {
      for (Action action : each.plan().assignments()) {
        for (Assigner assigner : assigners) {
          assigned = assigned.chain(() -> assigner.assign(connection, each.change(), action, now));
        }
      }
    }
    return assigned;
  }
}
