package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.Health;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How destinations are doing, shared by the replicas by way of PostgreSQL: whoever opens a breaker
 * or is asked to be quiet writes it down, the others read it within a second or two. Nothing is
 * written while all is well.
 */
@ApplicationScoped
public class HealthStore {

  private static final String ALL =
      "select destination, trips, open_until, probed_until, paused_until, gone_at, reason"
          + " from destination_health";

  /** Compares and sets: of two replicas that see the same, one wins. */
  private static final String CHANGE =
      """
      insert into destination_health as h (destination, trips, open_until, probed_until, reason)
      values ($1, $5, $6, $7, $8)
      on conflict (destination) do update
      set trips = $5, open_until = $6, probed_until = $7, reason = coalesce($8, h.reason)
      where h.trips = $2 and h.open_until is not distinct from $3
        and h.probed_until is not distinct from $4""";

  private static final String PAUSE =
      """
      insert into destination_health as h (destination, paused_until) values ($1, $2)
      on conflict (destination) do update
      set paused_until = greatest(h.paused_until, excluded.paused_until)""";

  private static final String GONE =
      """
      insert into destination_health as h (destination, gone_at) values ($1, $2)
      on conflict (destination) do update set gone_at = excluded.gone_at""";

  private final Pool pool;
  private final Map<String, Health> known = new ConcurrentHashMap<>();

  HealthStore(Pool pool) {
    this.pool = pool;
  }

  /** How it is doing, as far as this replica knows. */
  public Health of(String destination) {
    return known.getOrDefault(destination, Health.FINE);
  }

  /**
   * Sets a breaker. Moments are kept to the microsecond.
   *
   * @param from as it was seen
   * @param why code of the failure that opened it, if one did
   * @return false if somebody else has changed it since
   */
  public Uni<Boolean> change(String destination, Breaker from, Breaker to, @Nullable String why) {
    return pool.preparedQuery(CHANGE)
        .execute(
            Tuple.tuple()
                .addString(destination)
                .addInteger(from.trips())
                .addOffsetDateTime(utc(from.openUntil()))
                .addOffsetDateTime(utc(from.probedUntil()))
                .addInteger(to.trips())
                .addOffsetDateTime(utc(to.openUntil()))
                .addOffsetDateTime(utc(to.probedUntil()))
                .addString(why))
        .map(changed -> changed.rowCount() > 0)
        .invoke(
            changed -> {
              if (changed) {
                known.put(destination, of(destination).with(to, why));
              }
            });
  }

  /** It has asked us to be quiet. */
  public Uni<Void> pause(String destination, Instant until) {
    known.put(destination, of(destination).quietUntil(until));
    return pool.preparedQuery(PAUSE).execute(Tuple.of(destination, utc(until))).replaceWithVoid();
  }

  /**
   * It has said that it is gone, or people say that it is back.
   *
   * @param since null if it is back
   */
  public Uni<Void> gone(String destination, @Nullable Instant since) {
    known.put(destination, of(destination).gone(since));
    return pool.preparedQuery(GONE)
        .execute(Tuple.tuple().addString(destination).addOffsetDateTime(utc(since)))
        .replaceWithVoid();
  }

  /** Reads what all replicas have written. */
  Uni<Void> refresh() {
    return pool.query(ALL).execute().invoke(this::take).replaceWithVoid();
  }

  private void take(RowSet<Row> rows) {
    Map<String, Health> stored = new HashMap<>();
    rows.forEach(row -> stored.put(row.getString("destination"), health(row)));
    known.keySet().retainAll(stored.keySet());
    known.putAll(stored);
  }

  private static Health health(Row row) {
    return new Health(
        new Breaker(
            row.getInteger("trips"),
            instant(row.getOffsetDateTime("open_until")),
            instant(row.getOffsetDateTime("probed_until"))),
        instant(row.getOffsetDateTime("paused_until")),
        instant(row.getOffsetDateTime("gone_at")),
        row.getString("reason"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
    return moment == null ? null : moment.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
