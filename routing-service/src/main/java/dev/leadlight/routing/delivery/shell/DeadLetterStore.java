package dev.leadlight.routing.delivery.shell;

import dev.leadlight.routing.delivery.DeadLetters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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

  /** Whether something newer about the same has gone the same way, as superseding asks. */
  private static final String REPLACED =
      """
      exists (
        select from delivery later
        where later.lead_id = d.lead_id and later.destination is not distinct from d.destination
          and later.subject = d.subject and later.sequence > d.sequence
          and later.state not in ('suppressed', 'superseded')) as replaced
      """;

  /** What is replaced ends as such, which others are to be told. */
  private static final String AGAIN =
      """
      , again as (
        update delivery
        set state = case when replaced then 'superseded' else 'pending' end,
          reason = case when replaced then 'superseded' end,
          concluded_at = case when replaced then $1::timestamptz end,
          step = case when replaced then step else 0 end,
          due_at = case when replaced then due_at else $1 end,
          expires_at = case when replaced then expires_at end
        from dead where delivery.id = dead.id
        returning delivery.id, destination, replaced),
      ended as (
        insert into untold (delivery_id) select id from again where replaced)
      select destination, replaced from again""";

  private static final String REPLAY =
      "with dead as (select d.id, "
          + REPLACED
          + " from delivery d where d.id = $2 and d.state = 'dead' for update)"
          + AGAIN;

  /** A batch of dead letters that match; every narrowing may be null. */
  static final String REPLAY_MANY =
      "with dead as (select d.id, "
          + REPLACED
          + """
      from delivery d
      where d.state = 'dead' and ($2::text is null or d.destination = $2)
        and ($3::text is null or d.reason = $3) and ($4::text is null or d.playbook = $4)
        and ($5::timestamptz is null or d.planned_at >= $5)
        and ($6::timestamptz is null or d.planned_at < $6)
      order by d.planned_at, d.id
      limit $7
      for update skip locked)
      """
          + AGAIN;

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

  /**
   * What became of a dead delivery.
   *
   * @param superseded it was not made due, for something newer about the same has gone its way
   */
  public record Replay(String destination, boolean superseded) {}

  private final Pool pool;

  DeadLetterStore(Pool pool) {
    this.pool = pool;
  }

  /** Makes a dead delivery due again; empty if it isn't dead. */
  public Uni<Optional<Replay>> replay(String id, Instant now) {
    return pool.preparedQuery(REPLAY)
        .execute(Tuple.of(OutboxRows.at(now), id))
        .map(rows -> OutboxRows.list(rows, DeadLetterStore::replay).stream().findFirst());
  }

  /** Makes dead deliveries due again. */
  public Uni<List<Replay>> replay(DeadLetters which, int most, Instant now) {
    return pool.preparedQuery(REPLAY_MANY)
        .execute(
            OutboxRows.narrowing(Tuple.tuple().addOffsetDateTime(OutboxRows.at(now)), which)
                .addInteger(most))
        .map(rows -> OutboxRows.list(rows, DeadLetterStore::replay));
  }

  private static Replay replay(Row row) {
    return new Replay(row.getString("destination"), row.getBoolean("replaced"));
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
