package dev.leadlight.feedback.database.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import dev.leadlight.platform.problem.Failures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that takes its time, or nothing at all, beside a pool of few connections. */
class TroubledDatabaseTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 2;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.closeAndAwait();
  }

  @Test
  void whoHasWaitedForAConnectionInVainKeepsNone() {
    Database database = new Database(pool("off"));

    List<CompletableFuture<?>> slow =
        IntStream.range(0, CONNECTIONS)
            .<CompletableFuture<?>>mapToObj(
                i ->
                    database
                        .run("select pg_sleep(6)", Tuple.tuple(), LONG)
                        .subscribeAsCompletionStage())
            .toList();
    List<CompletableFuture<SqlConnection>> inVain =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> database.connection())
            .map(Uni::subscribeAsCompletionStage)
            .toList();
    inVain.forEach(
        each -> assertThat(each).failsWithin(LONG).withThrowableOfType(ExecutionException.class));
    slow.forEach(each -> assertThat(each).succeedsWithin(LONG));

    assertThat(database.run("select 1", Tuple.tuple()).await().atMost(LONG).size()).isOne();
  }

  /** As one that a fail-over has made a standby of. */
  @Test
  void oneThatCanOnlyBeReadIsOurTrouble() {
    Database database = new Database(pool("on"));

    CompletableFuture<?> write =
        database.run("create table not_here (id int)", Tuple.tuple()).subscribeAsCompletionStage();

    assertThat(write)
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .matches(Failures::isInfrastructure);
  }

  /** Whoever sends it could stop everybody else's records otherwise. */
  @Test
  void textThatPostgresCannotHoldIsTheFaultOfWhoSentIt() {
    Database database = new Database(pool("off"));

    CompletableFuture<?> asked =
        database.run("select $1::text", Tuple.of("order \0 1")).subscribeAsCompletionStage();

    assertThat(asked)
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .matches(failure -> !Failures.isInfrastructure(failure));
  }

  private Pool pool(String readOnly) {
    Infrastructure infrastructure = SharedInfrastructure.with(List.of(ServerKind.POSTGRES));
    return Pool.pool(
        vertx,
        PgConnectOptions.fromUri(infrastructure.reactiveUrl("feedback"))
            .setUser(infrastructure.databaseUser())
            .setPassword(infrastructure.databasePassword())
            .addProperty("default_transaction_read_only", readOnly),
        new PoolOptions().setMaxSize(CONNECTIONS));
  }
}
