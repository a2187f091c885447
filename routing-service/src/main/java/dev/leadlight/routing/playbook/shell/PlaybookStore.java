package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.playbook.Expected;
import dev.leadlight.routing.playbook.StoredPlaybook;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Playbooks in PostgreSQL, each with all its versions. */
@ApplicationScoped
class PlaybookStore {

  private static final String COLUMNS = "id, version, document, changed_at, changed_by, reason";
  private static final String INSERT =
      "insert into playbook_version ("
          + COLUMNS
          + ") values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

  private final Pool pool;

  PlaybookStore(Pool pool) {
    this.pool = pool;
  }

  /** Grows with every change of any playbook. */
  Uni<Long> revision() {
    return pool.query("select revision from playbook_set")
        .execute()
        .map(rows -> rows.iterator().next().getLong("revision"));
  }

  /** The latest version of each, by id; of deleted ones, too. */
  Uni<List<StoredPlaybook>> latest() {
    return pool.query(
            "select distinct on (id) "
                + COLUMNS
                + " from playbook_version order by id, version desc")
        .execute()
        .map(PlaybookStore::versions);
  }

  /**
   * The versions of one, newest first.
   *
   * @param before only older ones than that
   */
  Uni<List<StoredPlaybook>> history(String id, int before, int limit) {
    return pool.preparedQuery(
            "select "
                + COLUMNS
                + " from playbook_version where id = $1 and version < $2"
                + " order by version desc limit $3")
        .execute(Tuple.of(id, before, limit))
        .map(PlaybookStore::versions);
  }

  /** Stores playbooks unless that was done before; whoever changed them since has the say. */
  Uni<Void> seed(List<JsonNode> documents, Instant now) {
    return pool.withTransaction(
        connection ->
            connection
                .query(
                    "update playbook_set set seeded = true, revision = revision + 1"
                        + " where not seeded")
                .execute()
                .chain(
                    seeded ->
                        seeded.rowCount() == 0
                            ? Uni.createFrom().voidItem()
                            : insertAll(connection, documents, now)));
  }

  /**
   * Adds a version, or none if what is there is not what was expected. Four round trips.
   *
   * @param document null to delete
   * @return the new version; empty if another one is there than was expected
   */
  Uni<Optional<StoredPlaybook>> change(
      String id,
      Expected expected,
      @Nullable JsonNode document,
      String by,
      String reason,
      Instant now) {
    return pool.withTransaction(
        connection ->
            connection
                .query("select from playbook_set for update")
                .execute()
                .chain(() -> latestOf(connection, id))
                .chain(
                    current ->
                        expected.matches(current)
                            ? add(connection, next(id, current, document, by, reason, now))
                                .map(Optional::of)
                            : Uni.createFrom().item(Optional.empty())));
  }

  private static Uni<@Nullable StoredPlaybook> latestOf(SqlConnection connection, String id) {
    return connection
        .preparedQuery(
            "select "
                + COLUMNS
                + " from playbook_version where id = $1 order by version desc limit 1")
        .execute(Tuple.of(id))
        .map(rows -> versions(rows).stream().findFirst().orElse(null));
  }

  private static StoredPlaybook next(
      String id,
      @Nullable StoredPlaybook current,
      @Nullable JsonNode document,
      String by,
      String reason,
      Instant now) {
    return new StoredPlaybook(
        id,
        current == null ? 1 : current.version() + 1,
        document == null ? null : text(document),
        now,
        by,
        reason);
  }

  private static Uni<StoredPlaybook> add(SqlConnection connection, StoredPlaybook version) {
    return connection
        .preparedQuery(INSERT)
        .execute(row(version))
        .chain(() -> connection.query("update playbook_set set revision = revision + 1").execute())
        .replaceWith(version);
  }

  private static Uni<Void> insertAll(
      SqlConnection connection, List<JsonNode> documents, Instant now) {
    List<Tuple> rows =
        documents.stream()
            .map(
                document ->
                    row(
                        new StoredPlaybook(
                            document.get("id").asText(),
                            1,
                            text(document),
                            now,
                            "leadlight",
                            "starter playbook")))
            .toList();
    return connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
  }

  private static Tuple row(StoredPlaybook version) {
    return Tuple.of(
        version.id(),
        version.version(),
        version.document(),
        version.changedAt().atOffset(ZoneOffset.UTC),
        version.changedBy(),
        version.reason());
  }

  private static List<StoredPlaybook> versions(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new StoredPlaybook(
                    row.getString("id"),
                    row.getInteger("version"),
                    row.getString("document"),
                    row.getOffsetDateTime("changed_at").toInstant(),
                    row.getString("changed_by"),
                    row.getString("reason")))
        .toList();
  }

  private static String text(JsonNode document) {
    return new String(ContractJson.write(document), StandardCharsets.UTF_8);
  }
}
