package dev.leadlight.feedback.backtest.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.backtest.DraftBacktest;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What was told of back-tests. One statement each, by key or by the index of a draft. */
@ApplicationScoped
public class DraftBacktestStore {

  private static final String SAVE =
      """
      insert into scorecard_backtest (id, draft, digest, begun_by, begun_at, state, told)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (id) do update set state = excluded.state, told = excluded.told
      where scorecard_backtest.state = 'running'
      """;

  private static final String ONE =
      """
      select id, draft, digest, begun_by, begun_at, state, told
      from scorecard_backtest where draft = $1 and id = $2
      """;

  private static final String LATEST =
      """
      select id, draft, digest, begun_by, begun_at, state, told
      from scorecard_backtest where draft = $1 order by begun_at desc, id limit 20
      """;

  private final Database database;

  DraftBacktestStore(Database database) {
    this.database = database;
  }

  /** Keeps what was told; of one that has ended nothing more is. */
  Uni<Void> save(DraftBacktest backtest) {
    return database
        .run(
            SAVE,
            Tuple.of(backtest.id(), backtest.draft(), backtest.digest(), backtest.begunBy())
                .addOffsetDateTime(Database.utc(backtest.begunAt()))
                .addString(backtest.state())
                .addString(backtest.told()))
        .replaceWithVoid();
  }

  /** One of a draft's; 404 if there is none. */
  Uni<DraftBacktest> find(long draft, String id) {
    return database.run(ONE, Tuple.of(draft, id)).map(DraftBacktestStore::only);
  }

  /** The latest twenty of a draft, newest first. */
  Uni<List<DraftBacktest>> latest(long draft) {
    return database.run(LATEST, Tuple.of(draft)).map(DraftBacktestStore::backtests);
  }

  private static DraftBacktest only(RowSet<Row> rows) {
    List<DraftBacktest> found = backtests(rows);
    if (found.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "The draft has no such back-test.");
    }
    return found.get(0);
  }

  private static List<DraftBacktest> backtests(RowSet<Row> rows) {
    List<DraftBacktest> backtests = new ArrayList<>(rows.size());
    for (Row row : rows) {
      backtests.add(
          new DraftBacktest(
              row.getString("id"),
              row.getLong("draft"),
              row.getString("digest"),
              row.getString("begun_by"),
              row.getOffsetDateTime("begun_at").toInstant(),
              row.getString("state"),
              row.getString("told")));
    }
    return backtests;
  }
}
