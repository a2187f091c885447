package dev.leadlight.routing;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.shell.Assigner;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Gives leads to reps, whatever the playbooks in force say. */
@ApplicationScoped
public class AssignedLeads {

  private final Pool pool;
  private final Assigner assigner;
  private final OutboxStore outbox;

  AssignedLeads(Pool pool, Assigner assigner, OutboxStore outbox) {
    this.pool = pool;
    this.assigner = assigner;
    this.outbox = outbox;
  }

  /** Writes down that a lead was somebody's once whose change is planned. */
  public void add(TierChange change) {
    pool.preparedQuery(
            "insert into assignment (id, lead_id, tier_change_id, action, state, score,"
                + " respond_within, had_it, ground, candidates, created_at, ended_at) values ('asg_' || $1, $1,"
                + " $2, 'test', 'closed', 1, 60, '{}', 'nobody-free', '[]', now(), now())")
        .execute(Tuple.of(change.leadId().value(), change.id()))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  /** Finds a rep for a lead whose change is planned, and tells everybody who was told before. */
  public void assign(TierChange change) {
    Instant now = Instant.now();
    Action action = Action.of("test", Verb.ASSIGN, null);
    pool.withTransaction(
            connection ->
                assigner
                    .assign(connection, change, action, now)
                    .chain(() -> outbox.repeat(connection, change.id(), "test", now)))
        .await()
        .atMost(Duration.ofSeconds(30));
  }
}
