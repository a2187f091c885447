package dev.leadlight.feedback.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.database.shell.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Cuts what is known from whom it is about. There are no names and addresses here; what stays is
 * put to a lead id drawn by lot, and what would lead back is emptied: order ids, ids of deals and
 * responses, what people wrote. Messages of vendors are deleted. All of it in one transaction; done
 * again, it answers what it answered first.
 */
@ApplicationScoped
public class ErasureStore {

  private static final SecureRandom LOT = new SecureRandom();
  private static final int LEAD_ID_BYTES = 16;

  /** By the receipt, not by somebody who waits: a person may have left a great deal. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * What is just being written is waited for, and what is to come waits: a row that knows nothing
   * of the request could be written beside it otherwise, and stay.
   */
  private static final String ALONE =
      "lock table snapshot, tier_change, conversion, outcome, delivery, store_signal, identity_lead"
          + " in share row exclusive mode";

  /**
   * By what is counted; $1 leads and keys of identities, $2 in the same order the other lead ids,
   * $3 the moment of the request. What is told of a lead that had begun by then is of who was there
   * before, be it of a moment since: scoring-service acts on the request in its own time.
   */
  private static final Map<String, String> CUTS = new TreeMap<>();

  static {
    CUTS.put(
        "absorbed",
        "update lead_alias set "
            + moved("absorbed")
            + " and (at <= $3 or survivor = any ($1) and begun_at <= $3)");
    CUTS.put(
        "survivors",
        "update lead_alias set " + moved("survivor") + " and least(at, begun_at) <= $3");
    CUTS.put(
        "snapshots", "update snapshot set " + moved("lead_id") + " and least(at, begun_at) <= $3");
    CUTS.put(
        "tierChanges",
        "update tier_change set " + moved("lead_id") + " and least(decided_at, begun_at) <= $3");
    CUTS.put(
        "conversions",
        "update conversion set order_id = id, " + moved("lead_id") + " and occurred_at <= $3");
    CUTS.put(
        "outcomes",
        """
        update outcome set
          lead_id = ($2::text[])[coalesce(array_position($1, lead_id), array_position($1, told_as))],
          told_as = ($2::text[])[coalesce(array_position($1, lead_id), array_position($1, told_as))],
          id = gen_random_uuid(), waiting = false, reason = null, answers = '{}'
        where (lead_id = any ($1::text[]) or told_as = any ($1)) and occurred_at <= $3""");
    CUTS.put("deliveries", "update delivery set " + moved("lead_id") + " and planned_at <= $3");
    CUTS.put(
        "storeSignals", "update store_signal set " + moved("lead_id") + " and occurred_at <= $3");
  }

  /** What is not kept at all; $1 leads and keys of identities, $2 the moment. */
  private static final Map<String, String> REMOVALS =
      new TreeMap<>(
          Map.of(
              "errands",
              "delete from errand using raw_label where raw_label.source = errand.source"
                  + " and raw_id = raw_label.id and people && $1::text[]"
                  + " and raw_label.received_at <= $2",
              "identities",
              "delete from identity_lead where lead_id = any ($1::text[])"
                  + " and least(at, begun_at) <= $2 or identity = any ($1) and at <= $2",
              "rawLabels",
              "delete from raw_label where people && $1::text[] and received_at <= $2"));

  private static final String REMEMBER =
      """
      insert into erasure (id, lead_id, requested_at, completed_at, receipt)
      values ($1, $2, $3, $4, $5) on conflict do nothing
      """;

  private static final String DONE = "select receipt from erasure where id = $1 limit 1";

  private final Database database;

  ErasureStore(Database database) {
    this.database = database;
  }

  /** Erases, and answers the receipt. */
  Uni<ErasureReceipt> erase(ErasureRequest request, Instant now) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(DONE)
                .execute(Tuple.of(request.id()))
                .chain(
                    done ->
                        done.rowCount() > 0
                            ? Uni.createFrom().item(stored(done.iterator().next()))
                            : cut(connection, request, now)),
        PATIENCE);
  }

  private static Uni<ErasureReceipt> cut(
      SqlConnection connection, ErasureRequest request, Instant now) {
    String[] keys = keys(request).toArray(String[]::new);
    String[] lots = Stream.generate(ErasureStore::byLot).limit(keys.length).toArray(String[]::new);
    OffsetDateTime until = Database.utc(request.requestedAt());
    Map<String, Long> removed = new LinkedHashMap<>();
    Map<String, Long> kept = new LinkedHashMap<>();
    return connection
        .query(ALONE)
        .execute()
        .chain(() -> run(connection, REMOVALS, Tuple.of(keys, until), removed))
        .chain(() -> run(connection, CUTS, Tuple.of(keys, lots, until), kept))
        .map(
            done ->
                new ErasureReceipt(
                    request.id(), request.leadId(), Topics.FEEDBACK, now, removed, kept))
        .call(receipt -> remember(connection, request, receipt));
  }

  /** The person's lead ids, and the keys of identities: labels may wait under those. */
  private static Set<String> keys(ErasureRequest request) {
    Set<String> keys = new LinkedHashSet<>();
    request.leads().forEach(lead -> keys.add(lead.value()));
    keys.addAll(request.identities());
    return keys;
  }

  private static Uni<Void> run(
      SqlConnection connection,
      Map<String, String> statements,
      Tuple parameters,
      Map<String, Long> counts) {
    return Multi.createFrom()
        .iterable(statements.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            each ->
                connection
                    .preparedQuery(each.getValue())
                    .execute(parameters)
                    .invoke(rows -> counts.merge(each.getKey(), (long) rows.rowCount(), Long::sum)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<?> remember(
      SqlConnection connection, ErasureRequest request, ErasureReceipt receipt) {
    String json = new String(ContractJson.write(receipt), StandardCharsets.UTF_8);
    List<Tuple> rows =
        keys(request).stream()
            .map(
                key ->
                    Tuple.of(
                        request.id(),
                        key,
                        Database.utc(request.requestedAt()),
                        Database.utc(receipt.completedAt()),
                        json))
            .toList();
    return connection.preparedQuery(REMEMBER).executeBatch(rows);
  }

  private static ErasureReceipt stored(Row row) {
    try {
      return ContractJson.read(
          row.getString("receipt").getBytes(StandardCharsets.UTF_8), ErasureReceipt.class);
    } catch (IOException e) {
      throw new IllegalStateException("a stored receipt is not readable");
    }
  }

  private static String moved(String column) {
    return "%1$s = ($2::text[])[array_position($1, %1$s)] where %1$s = any ($1::text[])"
        .formatted(column);
  }

  private static String byLot() {
    byte[] bytes = new byte[LEAD_ID_BYTES];
    LOT.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
