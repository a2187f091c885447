package dev.leadlight.feedback.database.shell;

import dev.leadlight.platform.pool.Lent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * SQL with limited patience: whatever takes longer than {@link #PATIENCE}, a silent server
 * included, fails as our own trouble, so that a caller is told 503 soon and a consumer tries again.
 */
@ApplicationScoped
public class Database {

  /**
   * Longest time that one statement or transaction may take, the wait for a connection included.
   */
  public static final Duration PATIENCE = Duration.ofMillis(2500);

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** Runs one statement with {@code $1}-style parameters. */
  public Uni<RowSet<Row>> run(String sql, Tuple parameters) {
    return impatient(pool.preparedQuery(sql).execute(parameters));
  }

  /**
   * The same for a question that costs PostgreSQL much: when patience is over it is cancelled there
   * too, instead of being worked on for a caller who has gone and will ask again.
   */
  public Uni<RowSet<Row>> ask(String sql, Tuple parameters) {
    return impatient(
        pool.withConnection(
            connection ->
                connection
                    .preparedQuery(sql)
                    .execute(parameters)
                    .ifNoItem()
                    .after(PATIENCE)
                    .recoverWithUni(() -> cancelled(connection))));
  }

  /** The connection is kept until then, lest somebody else's statement be cancelled. */
  private static <T> Uni<T> cancelled(SqlConnection connection) {
    return impatient(PgConnection.cast(connection).cancelRequest())
        .onFailure()
        .recoverWithNull()
        .chain(() -> Uni.createFrom().failure(new TimeoutException()));
  }

  /** Runs a statement that is known to take long; nobody may be waiting for its answer. */
  public Uni<RowSet<Row>> run(String sql, Tuple parameters, Duration patience) {
    return pool.preparedQuery(sql).execute(parameters).ifNoItem().after(patience).fail();
  }

  /** Runs work in one transaction, which is rolled back when the work fails. */
  public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return impatient(pool.withTransaction(work));
  }

  /** The same for work that is known to take long; nobody may be waiting for its answer. */
  public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work, Duration patience) {
    return pool.withTransaction(work).ifNoItem().after(patience).fail();
  }

  /** A connection of one's own, to be closed. */
  public Uni<SqlConnection> connection() {
    return impatient(
        Lent.from(pool.getDelegate()::getConnection, io.vertx.sqlclient.SqlConnection::close)
            .map(SqlConnection::newInstance));
  }

  /** Gives up after {@link #PATIENCE}. */
  public static <T> Uni<T> impatient(Uni<T> work) {
    return work.ifNoItem().after(PATIENCE).fail();
  }

  /** A moment as a parameter of a statement. */
  public static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
