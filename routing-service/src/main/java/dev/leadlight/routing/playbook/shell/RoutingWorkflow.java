package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.playbook.Planner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tier change → plan → one transaction → the dispatcher wakes up. */
@ApplicationScoped
class RoutingWorkflow {

  private final Playbooks playbooks;
  private final OutboxStore outbox;
  private final WakeUps wakeUps;
  private final Clock clock;

  RoutingWorkflow(Playbooks playbooks, OutboxStore outbox, WakeUps wakeUps, Clock clock) {
    this.playbooks = playbooks;
    this.outbox = outbox;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /** Repeating it changes nothing. */
  Uni<Void> accept(TierChange change) {
    Instant now = clock.instant();
    List<PlannedDelivery> plan = Planner.plan(change, playbooks.active(), now);
    return outbox.plan(change, plan, now).invoke(() -> wakeUps.planned(plan)).replaceWithVoid();
  }
}
