package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.feedback.scorecard.StoredVersion;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The versions of scorecards. Storing and publishing happen under one advisory lock, so that over
 * all replicas versions reach the topic in the order of their numbers.
 */
@ApplicationScoped
public class ScorecardStore {

  /** The lock's number has no meaning beyond being ours alone in this database. */
  private static final String LOCK = "select pg_advisory_xact_lock(7235410)";

  private static final String HEAD =
      """
      select number, scorecard_id, version, document, digest,
        number = (select max(number) from scorecard_version) as is_last
      from scorecard_version where scorecard_id = $1 order by version desc limit 1
      """;

  private static final String INSERT =
      """
      insert into scorecard_version
        (scorecard_id, version, document, digest, author, reason, stored_at, draft, approved_by,
          restored)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      returning number, scorecard_id, version, document
      """;

  private static final String ONE =
      """
      select number, scorecard_id, version, document
      from scorecard_version where scorecard_id = $1 and version = $2
      """;

  private static final String WAITING =
      """
      select number, scorecard_id, version, document
      from scorecard_version where published_at is null order by number
      """;

  private static final String MARK =
      "update scorecard_version set published_at = now() where number = $1";

  private static final String PUBLISHED_HEADS =
      """
      select document from scorecard_version where number in (
        select max(number) from scorecard_version
        where published_at is not null group by scorecard_id)
      order by number desc
      """;

  private final Database database;
  private final Workers workers;

  ScorecardStore(Database database, Workers workers) {
    this.database = database;
    this.workers = workers;
  }

  /**
   * Stores a correct card as the next version, not published yet. Content that is in force already
   * makes no new version.
   */
  Uni<StoredVersion> store(ObjectNode card, Publication publication) {
    return database.inTransaction(connection -> store(connection, card, publication));
  }

  /** The same, as a part of a transaction. */
  Uni<StoredVersion> store(SqlConnection connection, ObjectNode card, Publication publication) {
    return head(connection, publication.scorecardId())
        .chain(head -> append(connection, head.orElse(null), card, publication));
  }

  /** A version that is there. */
  Uni<StoredVersion> find(SqlConnection connection, String scorecardId, int version) {
    return connection
        .preparedQuery(ONE)
        .execute(Tuple.of(scorecardId, version))
        .map(rows -> versionOf(rows.iterator().next()));
  }

  private static Uni<Optional<StoredVersion.Head>> head(SqlConnection connection, String id) {
    return connection
        .query(LOCK)
        .execute()
        .chain(() -> connection.preparedQuery(HEAD).execute(Tuple.of(id)))
        .map(rows -> stream(rows).map(ScorecardStore::headOf).findFirst());
  }

  private static Uni<StoredVersion> append(
      SqlConnection connection,
      StoredVersion.@Nullable Head head,
      ObjectNode card,
      Publication publication) {
    String digest = ScorecardDocuments.digest(card);
    if (head != null && StoredVersion.isRepeat(head, digest)) {
      return Uni.createFrom().item(head.stored());
    }
    int version = StoredVersion.after(head);
    return connection
        .preparedQuery(INSERT)
        .execute(
            Tuple.tuple()
                .addString(publication.scorecardId())
                .addInteger(version)
                .addString(ScorecardDocuments.stamped(card, version, publication))
                .addString(digest)
                .addString(publication.by())
                .addString(publication.reason())
                .addOffsetDateTime(publication.at().atOffset(ZoneOffset.UTC))
                .addLong(publication.origin().draft())
                .addString(publication.origin().approvedBy())
                .addString(publication.origin().restored()))
        .map(rows -> versionOf(rows.iterator().next()));
  }

  /**
   * Sends what is not published yet, oldest first, and marks each one that was sent. A crash in
   * between sends it once more, which changes nothing.
   */
  Uni<Void> publishWaiting(Function<StoredVersion, Uni<Void>> send) {
    return database.inTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .chain(() -> connection.query(WAITING).execute())
                .chain(waiting -> publish(connection, waiting, send)));
  }

  private static Uni<Void> publish(
      SqlConnection connection, RowSet<Row> waiting, Function<StoredVersion, Uni<Void>> send) {
    return Multi.createFrom()
        .items(stream(waiting).map(ScorecardStore::versionOf))
        .onItem()
        .transformToUniAndConcatenate(version -> publish(connection, version, send))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> publish(
      SqlConnection connection, StoredVersion version, Function<StoredVersion, Uni<Void>> send) {
    return send.apply(version)
        .chain(() -> connection.preparedQuery(MARK).execute(Tuple.of(version.number())))
        .replaceWithVoid();
  }

  /** The latest published version of each card, the one in force first. */
  Uni<List<JsonNode>> published() {
    return database
        .run(PUBLISHED_HEADS, Tuple.tuple())
        .map(
            rows ->
                stream(rows)
                    .map(row -> ScorecardDocuments.stored(row.getString("document")))
                    .toList());
  }

  /** The card in force; the starter before anything was published. */
  public Uni<Scorecard> cardInForce() {
    return published().chain(cards -> workers.outcome(() -> first(cards)));
  }

  private static Scorecard first(List<JsonNode> cards) {
    return cards.isEmpty() ? Scorecard.starter() : ScorecardReader.read(cards.get(0)).orElseThrow();
  }

  /** Names of the tiers of the card in force, highest first. */
  public Uni<List<String>> tiersInForce() {
    return cardInForce().map(card -> card.tiers().stream().map(Tier::name).toList());
  }

  private static StoredVersion.Head headOf(Row row) {
    return new StoredVersion.Head(
        versionOf(row), row.getString("digest"), row.getBoolean("is_last"));
  }

  private static StoredVersion versionOf(Row row) {
    return new StoredVersion(
        row.getLong("number"),
        row.getString("scorecard_id"),
        row.getInteger("version"),
        row.getString("document"));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
