package dev.leadlight.feedback.database.shell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseTest {

  private static final String LONG = "select pg_sleep(600)";

  @Inject Database database;

  @Test
  void aQuestionThatTakesTooLongIsOurTroubleAndEndsInPostgresToo() {
    Throwable failure =
        database
            .ask(LONG, Tuple.tuple())
            .map(rows -> new AssertionError("answered"))
            .onFailure()
            .recoverWithItem(it -> new AssertionError(it))
            .await()
            .atMost(Duration.ofSeconds(60))
            .getCause();

    assertThat(Failures.isInfrastructure(requireNonNull(failure))).isTrue();
    await().atMost(Duration.ofSeconds(60)).until(() -> running() == 0);
  }

  private long running() {
    return database
        .run(
            "select count(*) as running from pg_stat_activity where query = $1 and state = 'active'",
            Tuple.of(LONG))
        .await()
        .atMost(Duration.ofSeconds(60))
        .iterator()
        .next()
        .getLong("running");
  }
}
