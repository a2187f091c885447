package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Roster;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** Transactions in which nobody else gives leads away: what they read of the roster stays true. */
@ApplicationScoped
class LockedRoster {

  private final Pool pool;
  private final RosterStore rosters;
  private final Clock clock;

  LockedRoster(Pool pool, RosterStore rosters, Clock clock) {
    this.pool = pool;
    this.rosters = rosters;
    this.clock = clock;
  }

  /**
   * One such transaction.
   *
   * @param now when it was asked for, not when its turn came
   */
  record Turn(SqlConnection connection, Roster roster, Instant now) {

    /** The same after a step that has changed the roster. */
    Turn with(Roster after) {
      return new Turn(connection, after, now);
    }
  }

  <T> Uni<T> inTurn(Function<Turn, Uni<T>> work) {
    Instant now = clock.instant();
    return pool.withTransaction(
        connection ->
            rosters
                .lock(connection)
                .map(roster -> new Turn(connection, roster, now))
                .chain(work::apply));
  }

  /** Writes what has become of the roster; the last step of whoever has changed it. */
  Uni<Void> save(Turn turn, Roster after) {
    return rosters.save(turn.connection(), after);
  }
}
