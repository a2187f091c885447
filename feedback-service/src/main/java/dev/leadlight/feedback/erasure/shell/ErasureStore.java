package dev.leadlight.feedback.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
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
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts what is known from whom it is about. There are no names and addresses here; what stays is
 * put to a lead id drawn by lot, and what would lead back is emptied: order ids, what people wrote.
 * All of it in one transaction; done again, it answers what it answered first.
 */
@ApplicationScoped
public class ErasureStore {

  private static final SecureRandom LOT = new SecureRandom();
  private static final int LEAD_ID_BYTES = 16;

  /** By what is counted; $1 the lead, $2 the other lead id, $3 the moment of the request. */
  private static final Map<String, String> CUTS =
      Map.of(
          "snapshots", "update snapshot set lead_id = $2 where lead_id = $1 and at <= $3",
          "tierChanges",
              "update tier_change set lead_id = $2 where lead_id = $1 and decided_at <= $3",
          "conversions",
              "update conversion set lead_id = $2, order_id = id"
                  + " where lead_id = $1 and occurred_at <= $3",
          "outcomes",
              "update outcome set lead_id = $2, reason = null, answers = '{}'"
                  + " where lead_id = $1 and occurred_at <= $3",
          "deliveries",
              "update delivery set lead_id = $2 where lead_id = $1 and concluded_at <= $3",
          "absorbed", "update lead_alias set absorbed = $2 where absorbed = $1 and at <= $3",
          "survivors", "update lead_alias set survivor = $2 where survivor = $1 and at <= $3");

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
                            : cut(connection, request, now)));
  }

  private static Uni<ErasureReceipt> cut(
      SqlConnection connection, ErasureRequest request, Instant now) {
    Map<String, Long> counts = new LinkedHashMap<>();
    return Multi.createFrom()
        .iterable(request.leads())
        .onItem()
        .transformToUniAndConcatenate(lead -> cut(connection, lead, request, counts))
        .collect()
        .last()
        .map(
            ignored ->
                new ErasureReceipt(
                    request.id(), request.leadId(), Topics.FEEDBACK, now, Map.of(), counts))
        .call(receipt -> remember(connection, request, receipt));
  }

  private static Uni<Void> cut(
      SqlConnection connection, LeadId lead, ErasureRequest request, Map<String, Long> counts) {
    Tuple which = Tuple.of(lead.value(), byLot(), Database.utc(request.requestedAt()));
    return Multi.createFrom()
        .iterable(CUTS.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            cut ->
                connection
                    .preparedQuery(cut.getValue())
                    .execute(which)
                    .invoke(rows -> counts.merge(cut.getKey(), (long) rows.rowCount(), Long::sum)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<?> remember(
      SqlConnection connection, ErasureRequest request, ErasureReceipt receipt) {
    String json = new String(ContractJson.write(receipt), StandardCharsets.UTF_8);
    List<Tuple> rows =
        request.leads().stream()
            .map(
                lead ->
                    Tuple.of(
                        request.id(),
                        lead.value(),
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

  private static String byLot() {
    byte[] bytes = new byte[LEAD_ID_BYTES];
    LOT.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
