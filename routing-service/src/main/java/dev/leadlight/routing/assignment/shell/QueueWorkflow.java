package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Roster;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What the clock does: it takes leads from silent reps, and gives away those that wait. */
@ApplicationScoped
class QueueWorkflow {

  private static final int BATCH = 50;

  private final Pool pool;
  private final RosterStore rosters;
  private final AssignmentStore store;
  private final Desk desk;
  private final AssignmentMetrics metrics;

  QueueWorkflow(
      Pool pool, RosterStore rosters, AssignmentStore store, Desk desk, AssignmentMetrics metrics) {
    this.pool = pool;
    this.rosters = rosters;
    this.store = store;
    this.desk = desk;
    this.metrics = metrics;
  }

  /** One look for what is due, and a transaction for each kind of it that there is. */
  Uni<Void> run(Instant now) {
    return store
        .due(now)
        .call(due -> due.overdue() ? passOnOverdue(now) : Uni.createFrom().voidItem())
        .call(due -> due.waiting() ? drain(now) : Uni.createFrom().voidItem())
        .replaceWithVoid();
  }

  private Uni<Void> passOnOverdue(Instant now) {
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .chain(
                    roster ->
                        store
                            .overdue(connection, now, BATCH)
                            .chain(leads -> passOn(connection, roster, leads, now)))
                .chain(after -> rosters.save(connection, after)));
  }

  /** All who were silent are parked before the first of their leads is given to another. */
  private Uni<Roster> passOn(
      SqlConnection connection, Roster roster, List<Assignment> leads, Instant now) {
    Uni<Roster> all = Uni.createFrom().item(roster);
    for (Assignment lead : leads) {
      metrics.missed();
      all = all.chain(before -> desk.passOn(connection, before, lead, EndReason.SILENT, null, now));
    }
    return all;
  }

  private Uni<Void> drain(Instant now) {
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .chain(
                    roster ->
                        store
                            .waiting(connection, BATCH)
                            .chain(leads -> giveAll(connection, roster, leads, now)))
                .chain(after -> rosters.save(connection, after)));
  }

  private Uni<Roster> giveAll(
      SqlConnection connection, Roster roster, List<Assignment> leads, Instant now) {
    Uni<Roster> all = Uni.createFrom().item(roster);
    for (Assignment lead : leads) {
      all =
          all.chain(
              before -> desk.give(connection, before, lead, before.decide(lead, null, now), now));
    }
    return all;
  }
}
