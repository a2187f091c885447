package dev.leadlight.routing.erasure.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Removes what is known of people: tier changes, which hold names and addresses, deliveries with
 * what destinations answered, assignments, and what people clicked on. What waits to be sent is not
 * sent. All of it in one transaction; done again, it answers what it answered first.
 */
@ApplicationScoped
public class ErasureStore {

  /**
   * Only of who was there before: by the same identities a new lead may have begun since. Some of
   * it was decided after the request, by a service that had not acted on it yet.
   */
  private static final String OF_BEFORE =
      "select id from tier_change where lead_id = any ($1)"
          + " and least((document::json ->> 'begunAt')::timestamptz,"
          + " (document::json ->> 'decidedAt')::timestamptz) <= $2";

  private static final String DELIVERIES_OF_BEFORE =
      "select id from delivery where tier_change_id in (" + OF_BEFORE + ")";

  /**
   * Before all: changes that are just being taken are waited for, and those to come wait, or one
   * that knows nothing of the request could be written beside it, and stay.
   */
  private static final String ALONE = "lock table tier_change in share row exclusive mode";

  /** Then: from then on nothing is added to them, neither a delivery nor an attempt. */
  private static final List<String> LOCK =
      List.of(
          "select id from tier_change where id in (" + OF_BEFORE + ") for update",
          "select id from delivery where tier_change_id in (" + OF_BEFORE + ") for update");

  /** What goes, in this order: nothing may go along with something else uncounted. */
  private static final Map<String, String> DELETE = new LinkedHashMap<>();

  static {
    DELETE.put(
        "clicks", "delete from slack_click where delivery_id in (" + DELIVERIES_OF_BEFORE + ")");
    DELETE.put(
        "attempts", "delete from attempt where delivery_id in (" + DELIVERIES_OF_BEFORE + ")");
    DELETE.put("deliveries", "delete from delivery where tier_change_id in (" + OF_BEFORE + ")");
    DELETE.put("assignments", "delete from assignment where tier_change_id in (" + OF_BEFORE + ")");
    DELETE.put("tierChanges", "delete from tier_change where id in (" + OF_BEFORE + ")");
  }

  private static final String REMEMBER =
      """
      insert into erasure (id, lead_id, requested_at, completed_at, deliveries, tier_changes,
        removed)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing\
      """;

  private static final String DONE =
      "select completed_at, deliveries, tier_changes, removed from erasure where id = $1 limit 1";

  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

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
    return deleteAll(connection, which)
        .map(removed -> receipt(request, now, removed))
        .call(receipt -> connection.preparedQuery(REMEMBER).executeBatch(rows(request, receipt)));
  }

  private static Uni<Map<String, Long>> deleteAll(SqlConnection connection, Tuple which) {
    Map<String, Long> removed = new TreeMap<>();
    Uni<Void> all = connection.query(ALONE).execute().replaceWithVoid();
    for (String lock : LOCK) {
      all = all.chain(() -> connection.preparedQuery(lock).execute(which)).replaceWithVoid();
    }
    for (Map.Entry<String, String> kind : DELETE.entrySet()) {
      all =
          all.chain(() -> connection.preparedQuery(kind.getValue()).execute(which))
              .invoke(gone -> removed.put(kind.getKey(), (long) gone.rowCount()))
              .replaceWithVoid();
    }
    return all.replaceWith(removed);
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
                    .addLong(receipt.removed().get("tierChanges"))
                    .addString(
                        new String(ContractJson.write(receipt.removed()), StandardCharsets.UTF_8)))
        .toList();
  }

  private static ErasureReceipt receipt(ErasureRequest request, RowSet<Row> done) {
    Row row = done.iterator().next();
    return receipt(request, row.getOffsetDateTime("completed_at").toInstant(), removed(row));
  }

  private static Map<String, Long> removed(Row row) {
    String counts = row.getString("removed");
    if (counts == null) {
      return Map.of(
          "deliveries", row.getLong("deliveries"), "tierChanges", row.getLong("tier_changes"));
    }
    try {
      return ContractJson.mapper().readValue(counts, COUNTS);
    } catch (IOException e) {
      throw new UncheckedIOException("stored JSON is unreadable", e);
    }
  }

  private static ErasureReceipt receipt(
      ErasureRequest request, Instant at, Map<String, Long> removed) {
    return new ErasureReceipt(
        request.id(), request.leadId(), Topics.ROUTING, at, removed, Map.of());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
