package dev.leadlight.routing.assignment.shell;

import dev.leadlight.platform.page.PageCursor;
import dev.leadlight.routing.assignment.Assignment;
import dev.leadlight.routing.assignment.AssignmentState;
import dev.leadlight.routing.assignment.Decision;
import dev.leadlight.routing.assignment.EndReason;
import dev.leadlight.routing.assignment.Requirement;
import dev.leadlight.routing.assignment.Roster;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assignments in PostgreSQL. One statement each; those that decide run in their caller's
 * transaction.
 */
@ApplicationScoped
class AssignmentStore {

  /** What is to be done by the clock. */
  record Due(boolean waiting, boolean overdue) {}

  private final Pool pool;

  AssignmentStore(Pool pool) {
    this.pool = pool;
  }

  /** The open assignment of a lead, or else its last. */
  Uni<Optional<Assignment>> latest(SqlConnection connection, String leadId) {
    return assignments(connection, AssignmentSql.LATEST_OF_LEAD, Tuple.of(leadId))
        .map(found -> found.stream().findFirst());
  }

  /** An open assignment, locked. */
  Uni<Optional<Assignment>> open(SqlConnection connection, String id) {
    return assignments(connection, AssignmentSql.FIND_OPEN, Tuple.of(id))
        .map(found -> found.stream().findFirst());
  }

  Uni<List<Assignment>> overdue(SqlConnection connection, Instant now, int most) {
    return assignments(connection, AssignmentSql.OVERDUE, Tuple.of(AssignmentRows.at(now), most));
  }

  Uni<List<Assignment>> heldBy(SqlConnection connection, String rep) {
    return assignments(connection, AssignmentSql.HELD_BY, Tuple.of(rep));
  }

  /** Of each requirement so many, best first. */
  Uni<List<Assignment>> waiting(SqlConnection connection, int most) {
    return assignments(connection, AssignmentSql.WAITING, Tuple.of(most));
  }

  Uni<Void> insert(
      SqlConnection connection,
      Assignment lead,
      Decision decision,
      @Nullable Instant dueAt,
      Instant now) {
    return connection
        .preparedQuery(AssignmentSql.INSERT)
        .execute(AssignmentRows.insertion(lead, decision, dueAt, now))
        .replaceWithVoid();
  }

  Uni<Void> give(
      SqlConnection connection,
      Assignment lead,
      Decision decision,
      @Nullable Instant dueAt,
      Instant now) {
    return connection
        .preparedQuery(AssignmentSql.GIVE)
        .execute(AssignmentRows.gift(lead, decision, dueAt, now))
        .replaceWithVoid();
  }

  Uni<Void> end(
      SqlConnection connection, String id, AssignmentState state, EndReason reason, Instant now) {
    return connection
        .preparedQuery(AssignmentSql.END)
        .execute(Tuple.of(id, state.label(), AssignmentRows.at(now), reason.code()))
        .replaceWithVoid();
  }

  /** What has changed about a lead that has an open assignment already. */
  Uni<Void> raise(SqlConnection connection, String id, Assignment lead) {
    return connection
        .preparedQuery(AssignmentSql.RAISE)
        .execute(AssignmentRows.raise(id, lead))
        .replaceWithVoid();
  }

  /**
   * Whose open assignment is meant by an id.
   *
   * @param id a lead's, or the key of an identity that a lead is known by
   * @param others further ids that the same lead may have had
   */
  Uni<Optional<String>> leadUnder(String id, List<String> others) {
    String[] leads = Stream.concat(Stream.of(id), others.stream()).toArray(String[]::new);
    return pool.preparedQuery(AssignmentSql.OPEN_UNDER)
        .execute(Tuple.of(leads, id))
        .map(rows -> AssignmentRows.list(rows, row -> row.getString("lead_id")))
        .map(found -> found.stream().findFirst());
  }

  /** The lead's latest tier change as JSON; empty if there is none. */
  Uni<Optional<String>> latestChange(String leadId) {
    return pool.preparedQuery(AssignmentSql.LATEST_CHANGE)
        .execute(Tuple.of(leadId))
        .map(rows -> AssignmentRows.list(rows, row -> row.getString("document")))
        .map(found -> found.stream().findFirst());
  }

  /** Ends what nobody has begun with. */
  Uni<Void> release(SqlConnection connection, String leadId, Instant now) {
    return connection
        .preparedQuery(AssignmentSql.RELEASE)
        .execute(Tuple.of(leadId, AssignmentRows.at(now)))
        .replaceWithVoid();
  }

  /** Acknowledges it; whether that was in time, or empty if it is not waiting for that. */
  Uni<Optional<Boolean>> acknowledge(SqlConnection connection, String id, String by, Instant now) {
    return connection
        .preparedQuery(AssignmentSql.ACKNOWLEDGE)
        .execute(Tuple.of(id, AssignmentRows.at(now), by))
        .map(
            rows ->
                AssignmentRows.list(rows, row -> row.getBoolean("in_time")).stream().findFirst());
  }

  /** Whether anything waits or is overdue. */
  Uni<Due> due(Instant now) {
    return pool.preparedQuery(AssignmentSql.DUE)
        .execute(Tuple.of(AssignmentRows.at(now)))
        .map(rows -> rows.iterator().next())
        .map(row -> new Due(row.getBoolean("waiting"), row.getBoolean("overdue")));
  }

  Uni<Optional<AssignmentDetail>> find(String id) {
    return pool.preparedQuery(AssignmentSql.FIND)
        .execute(Tuple.of(id))
        .map(rows -> AssignmentRows.list(rows, AssignmentRows::detail).stream().findFirst());
  }

  /** A page, newest first; null asks for nothing. */
  Uni<AssignmentPage> page(
      @Nullable String rep,
      @Nullable AssignmentState state,
      @Nullable String leadId,
      @Nullable PageCursor after,
      int limit) {
    Tuple parameters =
        Tuple.tuple()
            .addString(rep)
            .addString(state == null ? null : state.label())
            .addString(leadId)
            .addOffsetDateTime(after == null ? null : AssignmentRows.at(after.at()))
            .addString(after == null ? null : after.id())
            .addInteger(limit + 1);
    return pool.preparedQuery(AssignmentSql.PAGE)
        .execute(parameters)
        .map(rows -> page(AssignmentRows.list(rows, AssignmentRows::view), limit));
  }

  /** Whether there is such a rep, or was. */
  Uni<Boolean> knowsRep(String id) {
    return pool.preparedQuery(AssignmentSql.KNOWS_REP)
        .execute(Tuple.of(id))
        .map(rows -> rows.iterator().next().getBoolean("known"));
  }

  /** The best of the queue, in the order in which they are given away. */
  Uni<List<AssignmentView>> queue(int most) {
    return pool.preparedQuery(AssignmentSql.QUEUE)
        .execute(Tuple.of(most))
        .map(rows -> AssignmentRows.list(rows, AssignmentRows::view));
  }

  Uni<Orphans> orphans(Roster roster) {
    return pool.query(AssignmentSql.WAITING_BY_REQUIREMENT)
        .execute()
        .chain(
            waiting ->
                pool.query(AssignmentSql.ABANDONED)
                    .execute()
                    .map(
                        abandoned ->
                            orphans(
                                AssignmentRows.list(waiting, row -> row),
                                roster,
                                abandoned.iterator().next().getLong("leads"))));
  }

  private static Orphans orphans(List<Row> waiting, Roster roster, long abandoned) {
    long all = 0;
    long unserved = 0;
    for (Row row : waiting) {
      Requirement requirement = AssignmentRows.requirement(row);
      all += row.getLong("leads");
      unserved += roster.isServed(requirement) ? 0 : row.getLong("leads");
    }
    return new Orphans(all, unserved, abandoned);
  }

  /** One row more than asked for tells whether there is a next page. */
  private static AssignmentPage page(List<AssignmentView> rows, int limit) {
    if (rows.size() <= limit) {
      return new AssignmentPage(rows, null);
    }
    AssignmentView last = rows.get(limit - 1);
    return new AssignmentPage(
        rows.subList(0, limit), PageCursor.of(last.createdAt(), last.id()).text());
  }

  private static Uni<List<Assignment>> assignments(
      SqlConnection connection, String sql, Tuple parameters) {
    return connection
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> AssignmentRows.list(rows, AssignmentRows::assignment));
  }
}
