package dev.leadlight.routing.assignment.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Roster;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reps come, change and leave. */
@ApplicationScoped
class RepWorkflow {

  private final Pool pool;
  private final RosterStore rosters;
  private final AssignmentStore store;
  private final Desk desk;
  private final Clock clock;

  RepWorkflow(Pool pool, RosterStore rosters, AssignmentStore store, Desk desk, Clock clock) {
    this.pool = pool;
    this.rosters = rosters;
    this.store = store;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * Writes reps down, all or none of them. Somebody who was away begins without a backlog.
   *
   * @return how many of them are new
   */
  Uni<Integer> put(List<Rep> reps) {
    Instant now = clock.instant();
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .call(() -> rosters.put(connection, reps, now))
                .call(before -> rosters.save(connection, welcome(before, reps)))
                .map(before -> fresh(before, reps)));
  }

  /** Switches somebody on duty, which ends a parking, or off duty. */
  Uni<Void> duty(String id, boolean onDuty) {
    Instant now = clock.instant();
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .chain(
                    roster ->
                        rosters
                            .put(connection, List.of(present(roster, id).onDuty(onDuty)), now)
                            .chain(
                                () ->
                                    onDuty
                                        ? rosters.save(connection, roster.returning(id))
                                        : Uni.createFrom().voidItem())));
  }

  /**
   * Somebody leaves: the leads go to others, or wait for them.
   *
   * @return how many leads there were
   */
  Uni<Integer> depart(String id) {
    Instant now = clock.instant();
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .invoke(roster -> present(roster, id))
                .call(() -> rosters.depart(connection, id, now))
                .chain(roster -> rosters.reread(connection, roster))
                .chain(roster -> handOver(connection, roster, id, now)));
  }

  private Uni<Integer> handOver(SqlConnection connection, Roster roster, String id, Instant now) {
    return store
        .heldBy(connection, id)
        .call(
            leads ->
                passOn(connection, roster, leads, now)
                    .chain(after -> rosters.save(connection, after)))
        .map(List::size);
  }

  private Uni<Roster> passOn(
      SqlConnection connection, Roster roster, List<Assignment> leads, Instant now) {
    Uni<Roster> all = Uni.createFrom().item(roster);
    for (Assignment lead : leads) {
      all =
          all.chain(before -> desk.passOn(connection, before, lead, EndReason.DEPARTED, null, now));
    }
    return all;
  }

  private static Roster welcome(Roster before, List<Rep> reps) {
    Roster after = before;
    for (Rep rep : reps) {
      boolean wasThere = before.active(rep.id()).map(Rep::onDuty).orElse(false);
      if (rep.onDuty() && !wasThere) {
        after = after.returning(rep.id());
      }
    }
    return after;
  }

  private static int fresh(Roster before, List<Rep> reps) {
    return (int) reps.stream().filter(rep -> before.active(rep.id()).isEmpty()).count();
  }

  private static Rep present(Roster roster, String id) {
    return roster
        .active(id)
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such rep."));
  }
}
