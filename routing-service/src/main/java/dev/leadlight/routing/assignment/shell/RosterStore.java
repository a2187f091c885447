package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.RepDraft;
import dev.leadlight.routing.assignment.Roster;
import dev.leadlight.routing.assignment.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reps and how they stand. To lock the rotation and read it is one round trip; the reps themselves
 * are read again only when one of them has changed since.
 */
@ApplicationScoped
public class RosterStore {

  private record Known(long version, List<Rep> reps) {}

  private final Pool pool;
  private volatile Known known = new Known(-1, List.of());

  RosterStore(Pool pool) {
    this.pool = pool;
  }

  /** The roster, and nobody else's until the transaction ends. */
  Uni<Roster> lock(SqlConnection connection) {
    return connection
        .query(AssignmentSql.LOCK)
        .execute()
        .chain(rows -> roster(connection, rows.iterator().next()));
  }

  /** Who that is at Slack. */
  public Uni<Optional<Rep>> repAtSlack(String user) {
    return read().map(roster -> roster.activeAtSlack(user));
  }

  /** The roster as it is, for people to look at. */
  Uni<Roster> read() {
    return pool.withConnection(
        connection ->
            connection
                .query(AssignmentSql.PEEK)
                .execute()
                .chain(rows -> roster(connection, rows.iterator().next())));
  }

  /** Writes how the reps stand; the roster has to be locked. */
  Uni<Void> save(SqlConnection connection, Roster roster) {
    return connection
        .preparedQuery(AssignmentSql.SAVE_STANDINGS)
        .execute(Tuple.of(AssignmentRows.text(roster.standings())))
        .replaceWithVoid();
  }

  /** Writes a rep down, as new or in place of what was; the roster has to be locked. */
  Uni<Void> put(SqlConnection connection, List<Rep> reps, Instant now) {
    List<Tuple> rows =
        reps.stream()
            .map(
                rep ->
                    Tuple.of(
                        rep.id(),
                        AssignmentRows.text(RepDraft.of(rep)),
                        AssignmentRows.text(rep.assignee()),
                        AssignmentRows.at(now)))
            .toList();
    return connection
        .preparedQuery(AssignmentSql.PUT_REP)
        .executeBatch(rows)
        .chain(done -> connection.query(AssignmentSql.TOUCH_ROSTER).execute())
        .replaceWithVoid();
  }

  /** Notes that a rep has left; the roster has to be locked. */
  Uni<Void> depart(SqlConnection connection, String rep, Instant now) {
    return connection
        .preparedQuery(AssignmentSql.DEPART)
        .execute(Tuple.of(rep, AssignmentRows.at(now)))
        .chain(done -> connection.query(AssignmentSql.TOUCH_ROSTER).execute())
        .replaceWithVoid();
  }

  /** The reps alone, after a change in the same transaction. */
  Uni<Roster> reread(SqlConnection connection, Roster before) {
    return reps(connection).map(reps -> new Roster(before.version(), reps, before.standings()));
  }

  private Uni<Roster> roster(SqlConnection connection, Row row) {
    long version = row.getLong("roster");
    Map<String, Standing> standings = AssignmentRows.standings(row.getString("standings"));
    Known now = known;
    return now.version() == version
        ? Uni.createFrom().item(new Roster(version, now.reps(), standings))
        : reps(connection)
            .invoke(reps -> known = new Known(version, reps))
            .map(reps -> new Roster(version, reps, standings));
  }

  private static Uni<List<Rep>> reps(SqlClient connection) {
    return connection
        .query(AssignmentSql.REPS)
        .execute()
        .map((RowSet<Row> rows) -> AssignmentRows.list(rows, AssignmentRows::rep));
  }
}
