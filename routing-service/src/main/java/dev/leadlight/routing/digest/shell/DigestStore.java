package dev.leadlight.routing.digest.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.digest.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Digests in PostgreSQL, one statement each. A delivery has one entry at most, so it is in one
 * mail; a mail is claimed by moving {@code claimed_until}, so one that a replica dies over is sent
 * by another, under the same id.
 */
@ApplicationScoped
class DigestStore {

  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtext('digest'), hashtext($1)) as mine";

  private static final String INSERT =
      """
      insert into digest (id, destination, assignee, sealed_at, due_at)
      values ($1, $2, $3, $4, $4) on conflict do nothing""";

  private static final String INSERT_ENTRIES =
      """
      insert into digest_entry (delivery_id, digest)
      select unnest($1::text[]), $2 on conflict do nothing""";

  private static final String CLAIM =
      """
      update digest set claimed_until = $2
      where id = (
        select id from digest
        where done_at is null and due_at <= $1
          and (claimed_until is null or claimed_until <= $1)
        order by due_at limit 1 for update skip locked)
      returning id, destination, assignee""";

  private static final String PUT_OFF =
      "update digest set due_at = $2, claimed_until = null where id = $1";

  private static final String DONE =
      "update digest set done_at = $2, claimed_until = null where id = $1";

  /** What was given up may be replayed, and is then told by another digest. */
  private static final String LET_GO =
      """
      delete from digest_entry e using delivery d
      where e.digest = $1 and d.id = e.delivery_id and d.state <> 'delivered'""";

  private static final String FORGET = "delete from digest where done_at < $1";

  private final Pool pool;

  DigestStore(Pool pool) {
    this.pool = pool;
  }

  /** A digest that is to be sent; null for the team. */
  record Sealed(String id, String destination, @Nullable Assignee reader) {}

  /** Whether nobody else puts digests for that destination together; until the transaction ends. */
  Uni<Boolean> lock(SqlConnection connection, String destination) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(destination))
        .map(rows -> rows.iterator().next().getBoolean("mine"));
  }

  /** Writes a digest down. */
  Uni<Void> seal(SqlConnection connection, Digest digest, Instant now) {
    String[] ids = digest.deliveries().stream().map(Delivery::id).toArray(String[]::new);
    Assignee reader = digest.reader();
    return connection
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                digest.id(),
                digest.destination(),
                reader == null
                    ? null
                    : new String(ContractJson.write(reader), StandardCharsets.UTF_8),
                at(now)))
        .chain(() -> connection.preparedQuery(INSERT_ENTRIES).execute(Tuple.of(ids, digest.id())))
        .replaceWithVoid();
  }

  /** Claims one that is due, until the lease's end. */
  Uni<Optional<Sealed>> claim(Instant now, Instant leaseEnd) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(at(now), at(leaseEnd)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(DigestStore::sealed)
                    .findFirst());
  }

  /** It is tried again at that moment. */
  Uni<Void> putOff(SqlConnection connection, String id, Instant dueAt) {
    return connection.preparedQuery(PUT_OFF).execute(Tuple.of(id, at(dueAt))).replaceWithVoid();
  }

  /** Nothing is left to be sent. */
  Uni<Void> done(SqlConnection connection, String id, Instant now) {
    return connection
        .preparedQuery(DONE)
        .execute(Tuple.of(id, at(now)))
        .chain(() -> connection.preparedQuery(LET_GO).execute(Tuple.of(id)))
        .replaceWithVoid();
  }

  /** Forgets what is long done. */
  Uni<Void> forget(Instant now) {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(at(now.minus(REMEMBERED))))
        .replaceWithVoid();
  }

  private static Sealed sealed(Row row) {
    String assignee = row.getString("assignee");
    try {
      return new Sealed(
          row.getString("id"),
          row.getString("destination"),
          assignee == null
              ? null
              : ContractJson.read(assignee.getBytes(StandardCharsets.UTF_8), Assignee.class));
    } catch (IOException e) {
      throw new UncheckedIOException("stored reader is unreadable", e);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
