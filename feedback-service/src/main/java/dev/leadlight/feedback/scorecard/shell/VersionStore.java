package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.VersionSummary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history of cards, for reading. One statement each, by the key of card and version. */
@ApplicationScoped
public class VersionStore {

  private static final String HISTORY =
      """
      select version, author, reason, stored_at, published_at, draft, approved_by, restored,
        coalesce(number = (select max(number) from scorecard_version
          where published_at is not null), false) as is_in_force
      from scorecard_version where scorecard_id = $1 and version < $2
      order by version desc limit $3
      """;

  private static final String DOCUMENT =
      "select document from scorecard_version where scorecard_id = $1 and version = $2";

  private static final String LATEST =
      """
      select document from scorecard_version where scorecard_id = $1
      order by version desc limit 1
      """;

  private final Database database;

  VersionStore(Database database) {
    this.database = database;
  }

  /** At most {@code limit} versions of a card below one, latest first. */
  Uni<List<VersionSummary>> history(String scorecardId, int below, int limit) {
    return database.run(HISTORY, Tuple.of(scorecardId, below, limit)).map(VersionStore::summaries);
  }

  /** The document of a version. */
  Uni<Optional<String>> document(String scorecardId, long version) {
    return database
        .run(DOCUMENT, Tuple.of(scorecardId, (int) version))
        .map(VersionStore::documentIn);
  }

  /** The document of the latest version. */
  Uni<Optional<String>> latest(String scorecardId) {
    return database.run(LATEST, Tuple.of(scorecardId)).map(VersionStore::documentIn);
  }

  private static Optional<String> documentIn(RowSet<Row> rows) {
    return rows.rowCount() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next().getString("document"));
  }

  private static List<VersionSummary> summaries(RowSet<Row> rows) {
    List<VersionSummary> summaries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      @Nullable OffsetDateTime publishedAt = row.getOffsetDateTime("published_at");
      summaries.add(
          new VersionSummary(
              row.getInteger("version"),
              row.getString("author"),
              row.getString("reason"),
              row.getOffsetDateTime("stored_at").toInstant(),
              publishedAt == null ? null : publishedAt.toInstant(),
              row.getBoolean("is_in_force"),
              new Origin(
                  row.getLong("draft"), row.getString("approved_by"), row.getString("restored"))));
    }
    return summaries;
  }
}
