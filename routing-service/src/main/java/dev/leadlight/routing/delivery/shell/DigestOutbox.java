package dev.leadlight.routing.delivery.shell;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * The part of the outbox that goes by digests. A delivery that is in one counts as claimed for
 * ever, so nothing supersedes it or sends it by itself; it is concluded with its digest. One
 * statement each, within the caller's transaction.
 */
@ApplicationScoped
public class DigestOutbox {

  /** When the claim of what is in a digest ends. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Pool pool;

  DigestOutbox(Pool pool) {
    this.pool = pool;
  }

  /** Destinations for which something is due that is in no digest yet. */
  public Uni<List<String>> destinations(Instant dueBefore) {
    return pool.preparedQuery(ClaimSql.DIGEST_DESTINATIONS)
        .execute(Tuple.of(OutboxRows.at(dueBefore)))
        .map(rows -> OutboxRows.list(rows, row -> row.getString("destination")));
  }

  /** Takes what is due for a destination, at most so many: it is claimed for ever. */
  public Uni<List<Claim>> take(
      SqlConnection connection, String destination, Instant dueBefore, int most) {
    return connection
        .preparedQuery(ClaimSql.CLAIM_DIGEST)
        .execute(
            Tuple.of(
                destination,
                OutboxRows.at(dueBefore),
                most,
                OutboxRows.at(NEVER),
                OutboxStore.MARKETING))
        .map(rows -> OutboxRows.list(rows, row -> OutboxRows.claim(row, NEVER)));
  }

  /** What is in a digest and not concluded; what a later change has replaced meanwhile ends. */
  public Uni<List<Claim>> inDigest(SqlConnection connection, String digest, Instant now) {
    return connection
        .preparedQuery(OutboxSql.SUPERSEDE_DIGEST)
        .execute(Tuple.of(digest, OutboxRows.at(now)))
        .chain(() -> connection.preparedQuery(ClaimSql.IN_DIGEST).execute(Tuple.of(digest)))
        .map(rows -> OutboxRows.list(rows, row -> OutboxRows.claim(row, NEVER)));
  }

  /** Writes down what became of deliveries. Those that stay pending are free again. */
  public Uni<Void> record(SqlConnection connection, List<Conclusion> all) {
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(OutboxSql.RECORD)
            .execute(OutboxRows.verdicts(all))
            .replaceWithVoid();
  }

  /** Claims for ever again what stays in its digest. */
  public Uni<Void> keep(SqlConnection connection, List<String> ids) {
    return connection
        .preparedQuery(ClaimSql.KEEP_IN_DIGEST)
        .execute(Tuple.of(ids.toArray(String[]::new), OutboxRows.at(NEVER)))
        .replaceWithVoid();
  }
}
