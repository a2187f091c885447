package dev.leadlight.feedback.scorecard.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Drafts. Each change reads the row under a lock and decides in its face, so that of two people who
 * save at once one is told: three round trips. Reading takes one.
 */
@ApplicationScoped
public class DraftStore {

  private static final String COLUMNS =
      """
      number, scorecard_id, document, digest, revision, based_on, authors, created_at, edited_by,
        edited_at, approved_by, approved_at, approved_digest, published_version
      """;

  private static final String INSERT =
      """
      insert into scorecard_draft (scorecard_id, document, digest, revision, based_on, authors,
        created_at, edited_by, edited_at)
      values ($1, $2, $3, 1, $4, $5, $6, $7, $6) returning
      """
          + COLUMNS;

  private static final String ONE =
      "select " + COLUMNS + " from scorecard_draft where scorecard_id = $1 and number = $2";

  private static final String PAGE =
      "select "
          + COLUMNS
          + " from scorecard_draft where scorecard_id = $1 and number < $2"
          + " order by number desc limit $3";

  private static final String UPDATE =
      """
      update scorecard_draft set document = $2, digest = $3, revision = $4, authors = $5,
        edited_by = $6, edited_at = $7, approved_by = $8, approved_at = $9, approved_digest = $10
      where number = $1
      """;

  private static final String PUBLISHED =
      "update scorecard_draft set published_version = $2 where number = $1";

  private static final String DISCARD = "delete from scorecard_draft where number = $1";

  private final Database database;

  DraftStore(Database database) {
    this.database = database;
  }

  /** Stores a new draft and answers it with its number. */
  Uni<Draft> begin(Draft draft) {
    return database
        .run(
            INSERT,
            Tuple.of(draft.scorecardId(), draft.document(), draft.digest(), draft.basedOn())
                .addArrayOfString(draft.authors().toArray(String[]::new))
                .addOffsetDateTime(Database.utc(draft.createdAt()))
                .addString(draft.editedBy()))
        .map(rows -> draftOf(rows.iterator().next()));
  }

  /** At most {@code limit} drafts of a card below a number, latest first. */
  Uni<List<Draft>> list(String scorecardId, long below, int limit) {
    return database.run(PAGE, Tuple.of(scorecardId, below, limit)).map(DraftStore::drafts);
  }

  /** One of them; 404 if a card has no such draft. */
  public Uni<Draft> find(String scorecardId, long number) {
    return database.run(ONE, Tuple.of(scorecardId, number)).map(DraftStore::only);
  }

  /**
   * Changes content or approval.
   *
   * @param change may throw a problem; nothing is stored then
   */
  Uni<Draft> change(String scorecardId, long number, UnaryOperator<Draft> change) {
    return locked(
        scorecardId,
        number,
        (connection, draft) -> {
          Draft changed = change.apply(draft);
          return changed.equals(draft)
              ? Uni.createFrom().item(draft)
              : save(connection, changed).replaceWith(changed);
        });
  }

  /** Throws a draft away, and its back-tests. */
  Uni<Void> discard(String scorecardId, long number, UnaryOperator<Draft> check) {
    return locked(
        scorecardId,
        number,
        (connection, draft) ->
            connection
                .preparedQuery(DISCARD)
                .execute(Tuple.of(check.apply(draft).number()))
                .replaceWithVoid());
  }

  /** Makes it a version, and notes which one it has become, in one transaction. */
  <V> Uni<V> publish(
      String scorecardId, long number, Publishing<V> publish, Function<V, Integer> version) {
    return locked(
        scorecardId,
        number,
        (connection, draft) ->
            publish
                .apply(connection, draft)
                .call(
                    made ->
                        connection
                            .preparedQuery(PUBLISHED)
                            .execute(Tuple.of(draft.number(), version.apply(made)))));
  }

  /** What is done with a draft while nobody else can change it. */
  interface Publishing<V> {
    Uni<V> apply(SqlConnection connection, Draft draft);
  }

  private <V> Uni<V> locked(String scorecardId, long number, Publishing<V> work) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(ONE + " for update")
                .execute(Tuple.of(scorecardId, number))
                .map(DraftStore::only)
                .chain(draft -> work.apply(connection, draft)));
  }

  private static Uni<?> save(SqlConnection connection, Draft draft) {
    Draft.@Nullable Approval approval = draft.approval();
    return connection
        .preparedQuery(UPDATE)
        .execute(
            Tuple.of(draft.number(), draft.document(), draft.digest(), draft.revision())
                .addArrayOfString(draft.authors().toArray(String[]::new))
                .addString(draft.editedBy())
                .addOffsetDateTime(Database.utc(draft.editedAt()))
                .addString(approval == null ? null : approval.by())
                .addOffsetDateTime(approval == null ? null : Database.utc(approval.at()))
                .addString(approval == null ? null : approval.digest()));
  }

  private static Draft only(RowSet<Row> rows) {
    if (rows.rowCount() == 0) {
      throw new ProblemException(ProblemType.NOT_FOUND, "The card has no draft of this number.");
    }
    return draftOf(rows.iterator().next());
  }

  private static List<Draft> drafts(RowSet<Row> rows) {
    List<Draft> drafts = new ArrayList<>(rows.size());
    rows.forEach(row -> drafts.add(draftOf(row)));
    return drafts;
  }

  private static Draft draftOf(Row row) {
    @Nullable OffsetDateTime approvedAt = row.getOffsetDateTime("approved_at");
    return new Draft(
        row.getLong("number"),
        row.getString("scorecard_id"),
        row.getString("document"),
        row.getString("digest"),
        row.getLong("revision"),
        row.getString("based_on"),
        List.of(row.getArrayOfStrings("authors")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("edited_by"),
        row.getOffsetDateTime("edited_at").toInstant(),
        approvedAt == null
            ? null
            : new Draft.Approval(
                row.getString("approved_by"),
                approvedAt.toInstant(),
                row.getString("approved_digest")),
        row.getInteger("published_version"));
  }
}
