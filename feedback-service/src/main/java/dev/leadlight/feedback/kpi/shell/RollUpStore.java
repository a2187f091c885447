package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.database.shell.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Keeps the daily sums up with the facts. A round is one statement and one transaction, which costs
 * as much as the history of the leads in it is long; rounds of several replicas take turns.
 */
@ApplicationScoped
public class RollUpStore {

  private static final String REFRESH = "select kpi_refresh($1) as taken";

  private static final String ALIGN =
      "select kpi_rebuild($1) from kpi_setting where time_zone <> $1";

  private static final String RECOUNT = "select kpi_recount() as is_begun";

  /** A round of many leads takes minutes; somebody else's machine may be slow. */
  private static final Duration LONG_PATIENCE = Duration.ofHours(1);

  /** To mark millions of leads, and to sum up as many counts of sensors. */
  private static final Duration MARKING_PATIENCE = Duration.ofMinutes(1);

  private static final String WAITING =
      """
      select
        (select count(*) from (select from kpi_dirty limit 100000) first_marks) as marks,
        coalesce(
          (select extract(epoch from now() - at) from kpi_dirty order by id limit 1), 0)::float8
          as seconds
      """;

  private final Database database;

  RollUpStore(Database database) {
    this.database = database;
  }

  /**
   * What is not in the sums yet.
   *
   * @param marks of leads, some perhaps more than once; 100,000 stand for more
   * @param lag since the oldest was made
   */
  public record Waiting(long marks, Duration lag) {
    static final Waiting NOTHING = new Waiting(0, Duration.ZERO);
  }

  /** Works off some marks; answers how many. */
  public Uni<Integer> refresh(int most) {
    return database.run(REFRESH, Tuple.of(most)).map(RollUpStore::taken);
  }

  /**
   * Works off many marks without hurry, for a fraction of what each costs in small rounds: their
   * leads are read and their sums written together.
   */
  Uni<Integer> refreshMuch(int most) {
    return database.run(REFRESH, Tuple.of(most), LONG_PATIENCE).map(RollUpStore::taken);
  }

  private static int taken(RowSet<Row> rows) {
    return rows.iterator().next().getInteger("taken");
  }

  /** Begins anew: all leads are marked and no sum is left. Answers false while a round runs. */
  Uni<Boolean> recount() {
    return database
        .run(RECOUNT, Tuple.tuple(), MARKING_PATIENCE)
        .map(rows -> rows.iterator().next().getBoolean("is_begun"));
  }

  /** Begins anew if the days were those of another time zone. */
  Uni<Void> align(ZoneId zone) {
    return database.run(ALIGN, Tuple.of(inDatabase(zone)), MARKING_PATIENCE).replaceWithVoid();
  }

  /**
   * What PostgreSQL calls a time zone. By itself it takes {@code +02:00} and {@code UTC+2} as POSIX
   * does, with hours to the west counted from 0 upwards.
   */
  static String inDatabase(ZoneId zone) {
    if (!(zone.normalized() instanceof ZoneOffset offset)) {
      return zone.getId();
    }
    return offset.equals(ZoneOffset.UTC)
        ? "UTC"
        : "<" + offset + ">" + ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds());
  }

  /** What waits. */
  Uni<Waiting> waiting() {
    return database
        .run(WAITING, Tuple.tuple())
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Waiting(
                    row.getLong("marks"),
                    Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000))));
  }
}
