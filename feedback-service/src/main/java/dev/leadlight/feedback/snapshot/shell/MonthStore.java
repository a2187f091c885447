package dev.leadlight.feedback.snapshot.shell;

import dev.leadlight.feedback.database.shell.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Partitions of what lies by month. One replica at a time, by an advisory lock. */
@ApplicationScoped
public class MonthStore {

  /** The lock's number has no meaning beyond being ours alone in this database. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(7235412), set_config('lock_timeout', '1s', true)";

  private static final String MONTHS =
      """
      select distinct date_trunc('month', %2$s at time zone 'UTC')::date as month from %1$s_rest
      """;

  private static final String MAKE = "select make_month($1, $2, $3) as is_new";
  private static final String DROP = "select drop_months($1, $2, $3) as dropped";

  /** A month of a large import takes longer than anybody who waits for an answer would. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database database;
  private final Pool pool;

  MonthStore(Database database, Pool pool) {
    this.database = database;
    this.pool = pool;
  }

  /** What lies by month. */
  enum Table {
    SNAPSHOT("snapshot", "at"),
    CONVERSION("conversion", "occurred_at");

    private final String label;
    private final String moment;

    Table(String label, String moment) {
      this.label = label;
      this.moment = moment;
    }
  }

  /** First days of the months that have rows but no partition. */
  Uni<List<LocalDate>> without(Table table) {
    return database
        .run(MONTHS.formatted(table.label, table.moment), Tuple.tuple())
        .map(MonthStore::months);
  }

  /** Makes a month's partition, with the rows that wait for it. */
  Uni<Void> make(Table table, LocalDate month) {
    return locked(MAKE, Tuple.of(table.label, table.moment, month)).replaceWithVoid();
  }

  /** Drops what ended before a moment; answers how many months that were. */
  Uni<Integer> drop(Table table, Instant before) {
    return locked(DROP, Tuple.of(table.label, table.moment, Database.utc(before)))
        .map(rows -> rows.iterator().next().getInteger("dropped"));
  }

  private Uni<RowSet<Row>> locked(String sql, Tuple parameters) {
    return pool.withTransaction(connection -> locked(connection, sql, parameters))
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }

  private static Uni<RowSet<Row>> locked(SqlConnection connection, String sql, Tuple parameters) {
    return connection
        .query(LOCK)
        .execute()
        .chain(() -> connection.preparedQuery(sql).execute(parameters));
  }

  private static List<LocalDate> months(RowSet<Row> rows) {
    List<LocalDate> months = new ArrayList<>(rows.size());
    rows.forEach(row -> months.add(row.getLocalDate("month")));
    return months;
  }
}
