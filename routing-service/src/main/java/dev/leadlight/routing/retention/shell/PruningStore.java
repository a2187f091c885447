package dev.leadlight.routing.retention.shell;

import dev.leadlight.routing.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;

/**
 * Removes old rows, a batch a transaction, over the indexes by state and by time. Replicas pass
 * over each other's rows.
 */
@ApplicationScoped
class PruningStore {

  /** Ends that others have not been told of yet stay. */
  private static final String OLD_DELIVERIES =
      """
      select id from delivery
      where state = $1 and planned_at < $2
        and not exists (select from untold where delivery_id = id)
      order by planned_at
      limit $3
      for update skip locked""";

  /** With their attempts, of which none can come any more: the deliveries are locked. */
  private static final String DELETE_DELIVERIES =
      """
      with attempts as (
        delete from attempt where delivery_id = any ($1))
      delete from delivery where id = any ($1)""";

  private static final String ASSIGNMENTS =
      """
      with old as (
        select id from assignment
        where ended_at < $1
        order by ended_at
        limit $2
        for update skip locked)
      delete from assignment a using old where a.id = old.id""";

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
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(OLD_DELIVERIES)
                .execute(Tuple.of(ended.label(), before.atOffset(ZoneOffset.UTC), batch))
                .map(PruningStore::ids)
                .chain(old -> connection.preparedQuery(DELETE_DELIVERIES).execute(Tuple.of(old)))
                .map(RowSet::rowCount));
  }

  private static String[] ids(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString("id"))
        .toArray(String[]::new);
  }

  /** Removes assignments that ended before; how many. */
  Uni<Integer> assignments(Instant before, int batch) {
    return remove(ASSIGNMENTS, before, batch);
  }

  /** Removes tier changes from before that nothing refers to; how many. */
  Uni<Integer> tierChanges(Instant before, int batch) {
    return remove(TIER_CHANGES, before, batch);
  }

  private Uni<Integer> remove(String what, Instant before, int batch) {
    return pool.preparedQuery(what)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), batch))
        .map(RowSet::rowCount);
  }
}
