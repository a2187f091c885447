package dev.leadlight.routing.erasure.shell;

import static dev.leadlight.routing.TierChanges.T0;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.begun;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.OutboxStore.Planned;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is forgotten at the moment at which a change of theirs is taken. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ErasureBesidePlanningTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Pool pool;
  @Inject OutboxStore outbox;
  @Inject ErasureStore erasures;

  private final LeadId lead = newLead();
  private final ErasureRequest request =
      new ErasureRequest("e-" + lead, lead, List.of(lead), List.of(), Instant.now());

  @Test
  void aChangeThatIsJustBeingPlannedIsForgottenToo() {
    CompletableFuture<Void> isPlanning = new CompletableFuture<>();
    CompletableFuture<List<Planned>> planned = new CompletableFuture<>();
    CompletableFuture<List<Planned>> taken = plan(isPlanning, planned).subscribeAsCompletionStage();
    isPlanning.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();

    CompletableFuture<ErasureReceipt> erased =
        erasures.erase(request, Instant.now()).subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(() -> erased.isDone() || isWaitedForALock());
    planned.complete(List.of());

    assertThat(taken).succeedsWithin(PATIENCE);
    assertThat(erased).succeedsWithin(PATIENCE);
    assertThat(changes()).isZero();
  }

  @Test
  void aChangeThatWaitsForTheErasureKnowsOfIt() {
    CompletableFuture<List<Planned>> taken = new CompletableFuture<>();
    pool.withTransaction(
            connection ->
                connection
                    .query("lock table tier_change in share row exclusive mode")
                    .execute()
                    .chain(
                        () ->
                            connection
                                .preparedQuery(
                                    "insert into erasure (id, lead_id, requested_at, completed_at,"
                                        + " deliveries, tier_changes) values ($1, $1, now(), now(),"
                                        + " 0, 0)")
                                .execute(Tuple.of(lead.value())))
                    .invoke(
                        () ->
                            plan(new CompletableFuture<>(), new CompletableFuture<>())
                                .subscribe()
                                .with(taken::complete, taken::completeExceptionally))
                    .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultExecutor())
                    .invoke(() -> await().atMost(PATIENCE).until(this::isWaitedForALock)))
        .await()
        .atMost(PATIENCE);

    assertThat(taken).succeedsWithin(PATIENCE).isEqualTo(List.of());
    assertThat(changes()).isZero();
  }

  /** Scoring-service may act on a request later than this service does. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsDecidedAfterTheRequestOfWhoWasThereBeforeIsForgottenToo(boolean isTakenBefore) {
    TierChange late = begun(becomesSalesReady(lead), T0.minusSeconds(60));
    if (isTakenBefore) {
      take(late);
    }
    eraseAt(T0);
    if (!isTakenBefore) {
      take(late);
    }
    assertThat(changes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoBeginsAnewIsKnown(boolean isTakenBefore) {
    TierChange anew = begun(becomesSalesReady(lead), T0.plusMillis(10));
    if (isTakenBefore) {
      take(anew);
    }
    eraseAt(T0);
    if (!isTakenBefore) {
      take(anew);
    }
    assertThat(changes()).isEqualTo(1);
  }

  private void take(TierChange change) {
    outbox
        .plan(
            List.of(change), Instant.now(), (connection, fresh) -> Uni.createFrom().item(List.of()))
        .await()
        .atMost(PATIENCE);
  }

  private void eraseAt(Instant moment) {
    erasures
        .erase(
            new ErasureRequest("e-" + lead, lead, List.of(lead), List.of(), moment), Instant.now())
        .await()
        .atMost(PATIENCE);
  }

  private Uni<List<Planned>> plan(
      CompletableFuture<Void> isPlanning, CompletableFuture<List<Planned>> planned) {
    return outbox.plan(
        List.of(becomesSalesReady(lead)),
        Instant.now(),
        (connection, fresh) -> {
          isPlanning.complete(null);
          return Uni.createFrom().completionStage(planned);
        });
  }

  private boolean isWaitedForALock() {
    return count("select count(*) as n from pg_locks where not granted and $1 <> ''") > 0;
  }

  private long changes() {
    return count("select count(*) as n from tier_change where lead_id = $1");
  }

  private long count(String sql) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(lead.value()))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong("n");
  }
}
