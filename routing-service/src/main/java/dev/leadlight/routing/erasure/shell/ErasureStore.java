package dev.leadlight.routing.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Removes what is known of people: tier changes, which hold names and addresses, and deliveries
 * with what destinations answered. What waits to be sent is not sent. All of it in one transaction;
 * done again, it answers what it answered first.
 */
@ApplicationScoped
public class ErasureStore {

  /** Only what was decided before: by the same identities a new lead may have begun since. */
  private static final String OF_BEFORE =
      "select id from tier_change where lead_id = any ($1)"
          + " and (document::jsonb ->> 'decidedAt')::timestamptz <= $2";

  private static final String DELETE_DELIVERIES =
      "delete from delivery where tier_change_id in (" + OF_BEFORE + ")";

  private static final String DELETE_CHANGES =
      "delete from tier_change where id in (" + OF_BEFORE + ")";

  private static final String REMEMBER =
      """
      insert into erasure (id, lead_id, requested_at, completed_at, deliveries, tier_changes)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing""";

  private static final String DONE =
      "select completed_at, deliveries, tier_changes from erasure where id = $1 limit 1";

  private final Pool pool;

  ErasureStore(Pool pool) {
    this.pool = pool;
  }

  /** Erases, and answers the receipt. */
  Uni<ErasureReceipt> erase(ErasureRequest request, Instant now) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(DONE)
                .execute(Tuple.of(request.id()))
                .chain(
                    done ->
                        done.rowCount() > 0
                            ? Uni.createFrom().item(receipt(request, done))
                            : erase(connection, request, now)));
  }

  private static Uni<ErasureReceipt> erase(
      SqlConnection connection, ErasureRequest request, Instant now) {
    Tuple which =
        Tuple.of(
            request.leads().stream().map(LeadId::value).toArray(String[]::new),
            utc(request.requestedAt()));
    return connection
        .preparedQuery(DELETE_DELIVERIES)
        .execute(which)
        .chain(
            deliveries ->
                connection
                    .preparedQuery(DELETE_CHANGES)
                    .execute(which)
                    .map(
                        changes ->
                            receipt(request, now, deliveries.rowCount(), changes.rowCount())))
        .call(receipt -> connection.preparedQuery(REMEMBER).executeBatch(rows(request, receipt)));
  }

  private static List<Tuple> rows(ErasureRequest request, ErasureReceipt receipt) {
    return request.leads().stream()
        .map(
            lead ->
                Tuple.tuple()
                    .addString(request.id())
                    .addString(lead.value())
                    .addOffsetDateTime(utc(request.requestedAt()))
                    .addOffsetDateTime(utc(receipt.completedAt()))
                    .addLong(receipt.removed().get("deliveries"))
                    .addLong(receipt.removed().get("tierChanges")))
        .toList();
  }

  private static ErasureReceipt receipt(ErasureRequest request, RowSet<Row> done) {
    Row row = done.iterator().next();
    return receipt(
        request,
        row.getOffsetDateTime("completed_at").toInstant(),
        row.getLong("deliveries"),
        row.getLong("tier_changes"));
  }

  private static ErasureReceipt receipt(
      ErasureRequest request, Instant at, long deliveries, long tierChanges) {
    return new ErasureReceipt(
        request.id(),
        request.leadId(),
        Topics.ROUTING,
        at,
        Map.of("deliveries", deliveries, "tierChanges", tierChanges),
        Map.of());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
