package dev.leadlight.routing.retention.shell;

import dev.leadlight.routing.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Removes old rows, a batch a round trip and transaction, over the indexes by state and by time.
 * Replicas pass over each other's rows.
 */
@ApplicationScoped
class PruningStore {

  /** With their attempts. Ends that others have not been told of yet stay. */
  private static final String DELIVERIES =
      """
      with old as (
        select id from delivery
        where state = $1 and planned_at < $2 and published_at is not null
        order by planned_at
        limit $3
        for update skip locked)
      delete from delivery d using old where d.id = old.id""";

  private static final String TIER_CHANGES =
      """
      with old as (
        select c.id from tier_change c
        where c.planned_at < $1
          and not exists (select from delivery d where d.tier_change_id = c.id)
          and not exists (
            select from assignment a where a.tier_change_id = c.id)
        order by c.planned_at
        limit $2
        for update skip locked)
      delete from tier_change c using old where c.id = old.id""";

  private final Pool pool;

  PruningStore(Pool pool) {
    this.pool = pool;
  }

  /** Removes deliveries that ended so and were planned before; how many. */
  Uni<Integer> deliveries(DeliveryState ended, Instant before, int batch) {
    return pool.preparedQuery(DELIVERIES)
        .execute(Tuple.of(ended.label(), before.atOffset(ZoneOffset.UTC), batch))
        .map(RowSet::rowCount);
  }

  /** Removes tier changes from before that nothing refers to; how many. */
  Uni<Integer> tierChanges(Instant before, int batch) {
    return pool.preparedQuery(TIER_CHANGES)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), batch))
        .map(RowSet::rowCount);
  }
}
