package dev.leadlight.feedback.erasure.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.feedback.database.shell.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class ErasureStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BROWSERS = 2000;

  @Inject ErasureStore store;
  @Inject Database database;

  @Test
  void whoCameWithThousandsOfBrowsersIsForgottenToo() {
    List<LeadId> leads =
        IntStream.rangeClosed(0, BROWSERS)
            .mapToObj(number -> new LeadId("erasure%015d".formatted(number)))
            .toList();
    run(
        """
        insert into lead_alias (absorbed, survivor, at)
        select 'erasure' || lpad(n::text, 15, '0'), 'erasure000000000000000', '1999-01-01'
        from generate_series(1, 2000) n""");
    run(
        """
        insert into outcome (source, id, lead_id, kind, occurred_at, reason, answers)
        select 'erasure', 'deal-' || n, 'erasure' || lpad(n::text, 15, '0'), 'won', '1999-01-02', 'who', '{}'
        from generate_series(1, 2000) n""");
    ErasureRequest request =
        new ErasureRequest("thousands", leads.get(0), leads, List.of(), Instant.now());

    ErasureReceipt receipt = store.erase(request, Instant.now()).await().atMost(PATIENCE);

    assertThat(receipt.anonymised())
        .containsEntry("absorbed", (long) BROWSERS)
        .containsEntry("survivors", (long) BROWSERS)
        .containsEntry("outcomes", (long) BROWSERS);
    assertThat(run("select 1 from lead_alias where absorbed like 'erasure0%'")).isEmpty();
    assertThat(
            run("select 1 from outcome where lead_id like 'erasure0%' or told_as like 'erasure0%'"))
        .isEmpty();
    assertThat(run("select 1 from outcome where source = 'erasure' and reason is not null"))
        .isEmpty();
    // Each stands for itself, and for the same person as before.
    assertThat(run("select distinct lead_id from outcome where source = 'erasure'"))
        .hasSize(BROWSERS);
    assertThat(
            run(
                "select distinct survivor from lead_alias join outcome on absorbed = lead_id"
                    + " where source = 'erasure'"))
        .hasSize(1);
    run(
        "delete from lead_alias using outcome where absorbed = outcome.lead_id and source ="
            + " 'erasure'");
    run("delete from outcome where source = 'erasure'");
  }

  @Test
  void whatIsJustBeingWrittenIsForgottenToo() {
    CompletableFuture<Void> isWritten = new CompletableFuture<>();
    CompletableFuture<Void> mayEnd = new CompletableFuture<>();
    CompletableFuture<Void> taken =
        database
            .inTransaction(
                connection ->
                    connection
                        .query(
                            "insert into identity_lead (identity, lead_id, at)"
                                + " values ('erasure-beside-0000000', 'erasure-beside-0000000', '1999-01-01')")
                        .execute()
                        .invoke(() -> isWritten.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(mayEnd)),
                PATIENCE)
            .subscribeAsCompletionStage();
    assertThat(isWritten).succeedsWithin(PATIENCE);

    LeadId lead = new LeadId("erasure-beside-0000000");
    CompletableFuture<ErasureReceipt> erased =
        store
            .erase(
                new ErasureRequest("beside", lead, List.of(lead), List.of(), Instant.now()),
                Instant.now())
            .subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(() -> erased.isDone() || isWaitedForALock());
    mayEnd.complete(null);

    assertThat(taken).succeedsWithin(PATIENCE);
    assertThat(erased).succeedsWithin(PATIENCE);
    assertThat(run("select 1 from identity_lead where lead_id = 'erasure-beside-0000000'"))
        .isEmpty();
  }

  private boolean isWaitedForALock() {
    return run("select 1 from pg_locks where not granted").rowCount() > 0;
  }

  private RowSet<Row> run(String sql) {
    return database.run(sql, Tuple.tuple()).await().atMost(PATIENCE);
  }
}
