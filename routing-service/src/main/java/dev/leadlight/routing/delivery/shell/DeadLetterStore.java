package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.DeadLetters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries that were given up: counted, corrected, and made due again. One statement each. */
@ApplicationScoped
public class DeadLetterStore {

  private static final String AGAIN =
      """
      set state = 'pending', step = 0, due_at = $1, expires_at = null, concluded_at = null,
        reason = null
      """;

  private static final String REPLAY =
      "update delivery " + AGAIN + " where id = $2 and state = 'dead' returning destination";

  /** A batch of dead letters that match; every narrowing may be null. */
  static final String REPLAY_MANY =
      """
      with dead as (
        select id from delivery
        where state = 'dead' and ($2::text is null or destination = $2)
          and ($3::text is null or reason = $3) and ($4::text is null or playbook = $4)
          and ($5::timestamptz is null or planned_at >= $5)
          and ($6::timestamptz is null or planned_at < $6)
        order by planned_at, id
        limit $7
        for update skip locked)
      update delivery
      """
          + AGAIN
          + " from dead where delivery.id = dead.id returning destination";

  /** Up to so many. */
  static final String COUNT_DEAD =
      """
      select count(*) as deliveries from (
        select from delivery
        where state = 'dead' and ($1::text is null or destination = $1)
          and ($2::text is null or reason = $2) and ($3::text is null or playbook = $3)
          and ($4::timestamptz is null or planned_at >= $4)
          and ($5::timestamptz is null or planned_at < $5)
        limit $6) dead""";

  private static final String EDIT =
      """
      update delivery
      set destination = coalesce($2, destination), parameters = coalesce($3, parameters)
      where id = $1 and state = 'dead'""";

  private final Pool pool;

  DeadLetterStore(Pool pool) {
    this.pool = pool;
  }

  /** Makes a dead delivery due again, and tells its destination; empty if it isn't dead. */
  public Uni<Optional<String>> replay(String id, Instant now) {
    return pool.preparedQuery(REPLAY)
        .execute(Tuple.of(OutboxRows.at(now), id))
        .map(
            rows ->
                OutboxRows.list(rows, row -> row.getString("destination")).stream().findFirst());
  }

  /** Makes dead deliveries due again, and tells their destinations, one for each delivery. */
  public Uni<List<String>> replay(DeadLetters which, int most, Instant now) {
    return pool.preparedQuery(REPLAY_MANY)
        .execute(
            OutboxRows.narrowing(Tuple.tuple().addOffsetDateTime(OutboxRows.at(now)), which)
                .addInteger(most))
        .map(rows -> OutboxRows.list(rows, row -> row.getString("destination")));
  }

  /** How many dead deliveries there are; counting ends at {@link QueueDepth#MOST}. */
  public Uni<Long> count(DeadLetters which) {
    return pool.preparedQuery(COUNT_DEAD)
        .execute(OutboxRows.narrowing(Tuple.tuple(), which).addInteger(QueueDepth.MOST))
        .map(rows -> rows.iterator().next().getLong("deliveries"));
  }

  /**
   * Corrects a dead delivery; what is null stays.
   *
   * @return false if it isn't dead
   */
  public Uni<Boolean> edit(
      String id, @Nullable String destination, @Nullable Map<String, String> parameters) {
    return pool.preparedQuery(EDIT)
        .execute(
            Tuple.tuple()
                .addString(id)
                .addString(destination)
                .addString(parameters == null ? null : OutboxRows.text(parameters)))
        .map(changed -> changed.rowCount() > 0);
  }
}
