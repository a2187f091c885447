package dev.leadlight.feedback.publication.shell;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.publication.PublishedDocument;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The documents. Changing and sending them happen under one advisory lock, so that over all
 * replicas a decision sees what was decided before, and revisions reach the topic in order.
 */
@ApplicationScoped
public class DocumentStore {

  /** The lock's number has no meaning beyond being ours alone in this database. */
  private static final String LOCK = "select pg_advisory_xact_lock(7235411)";

  private static final String READ =
      """
      select key, document, author, stored_at, revision from published_document
      where starts_with(key, $1) and document is not null order by stored_at desc, key
      """;

  private static final String SAVE =
      """
      insert into published_document (key, document, author, stored_at, revision)
      values ($1, $2, $3, $4, 1)
      on conflict (key) do update set document = excluded.document, author = excluded.author,
        stored_at = excluded.stored_at, revision = published_document.revision + 1
      """;

  private static final String WAITING =
      """
      select key, document, author, stored_at, revision from published_document
      where published_revision is distinct from revision order by stored_at, key
      """;

  private static final String MARK =
      "update published_document set published_revision = $2 where key = $1";

  private final Database database;
  private final Workers workers;

  DocumentStore(Database database, Workers workers) {
    this.database = database;
    this.workers = workers;
  }

  /** All whose key begins so and that were not withdrawn, the latest first. */
  public Uni<List<PublishedDocument>> read(String prefix) {
    return database.run(READ, Tuple.of(prefix)).map(DocumentStore::documents);
  }

  /**
   * Stores what is decided in the face of all documents whose key begins so.
   *
   * @param decision may throw a problem; nothing is stored then. Workers make it, for it may have
   *     long cards to read
   */
  Uni<PublishedDocument> change(
      String prefix, Function<List<PublishedDocument>, PublishedDocument> decision) {
    return database.inTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .chain(() -> connection.preparedQuery(READ).execute(Tuple.of(prefix)))
                .chain(rows -> workers.outcome(() -> decision.apply(documents(rows))))
                .call(document -> save(connection, document)));
  }

  private static Uni<RowSet<Row>> save(SqlConnection connection, PublishedDocument document) {
    return connection
        .preparedQuery(SAVE)
        .execute(
            Tuple.of(
                document.key(),
                document.document(),
                document.author(),
                document.storedAt().atOffset(ZoneOffset.UTC)));
  }

  /**
   * Sends what was not sent yet, oldest first, and marks each one that was. A crash in between
   * sends it once more, which changes nothing.
   */
  Uni<Void> publishWaiting(Function<PublishedDocument, Uni<Void>> send) {
    return database.inTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .chain(() -> connection.query(WAITING).execute())
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> publish(connection, row, send))
                .collect()
                .last()
                .replaceWithVoid());
  }

  private static Uni<Void> publish(
      SqlConnection connection, Row row, Function<PublishedDocument, Uni<Void>> send) {
    PublishedDocument document = document(row);
    return send.apply(document)
        .chain(
            () ->
                connection
                    .preparedQuery(MARK)
                    .execute(Tuple.of(document.key(), row.getLong("revision"))))
        .replaceWithVoid();
  }

  private static List<PublishedDocument> documents(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(DocumentStore::document).toList();
  }

  private static PublishedDocument document(Row row) {
    return new PublishedDocument(
        row.getString("key"),
        row.getString("document"),
        row.getString("author"),
        row.getOffsetDateTime("stored_at").toInstant());
  }
}
