package dev.leadlight.feedback.scorecard.shell;

import static dev.leadlight.feedback.Api.operator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.platform.worker.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long card takes a second to read, to check or to lint, and event loops answer everybody. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class LongCardsTest {

  private static final String CARD =
      """
      id: long
      tiers: [{name: hot, from: 80}, {name: cold, from: 0}]
      groups:
        - id: interest
          rules: [{id: adds-to-cart, on: product_added, points: %d}]
      """;
  private static final String PATH = "/v1/scorecards/long";
  private static final String DRAFTS = PATH + "/drafts";

  @Inject Database database;
  @Inject MeterRegistry registry;

  @BeforeEach
  @AfterEach
  void startWithNothing() {
    database
        .run(
            "truncate scorecard_version, scorecard_draft, published_document cascade",
            Tuple.tuple())
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  @Test
  void workersDoAllThatIsDoneWithCards() {
    // what is sent is read, and what is answered is checked and linted
    Response begun = works(2, () -> sending(25).post(DRAFTS));
    String draft = DRAFTS + "/" + begun.path("number");
    works(2, () -> sending(30).header("If-Match", "\"1\"").put(draft));
    works(1, () -> operator().get(draft));
    works(2, () -> operator().contentType("application/yaml").post(DRAFTS + "?from=starter"));
    works(2, () -> operator().get(DRAFTS));
    works(1, () -> operator().delete(draft + "/approval"));
    works(1, () -> operator().header("If-Match", "\"2\"").post(draft + "/publication"));

    works(1, () -> sending(35).put(PATH));
    works(1, () -> operator().get(PATH + "/versions/1"));
    works(2, () -> operator().post(PATH + "/versions/1/restoration"));
    works(3, () -> operator().get(PATH + "/diff?from=1&to=2"));
    works(1, () -> sending(35).post("/v1/scorecards/validate"));
    // the card, and what becomes of the one before
    works(2, () -> sending(35).put("/v1/drafts/shadow"));
    // the card in force, and the experiment's own
    works(
        2,
        () ->
            operator()
                .contentType("application/json")
                .body("{\"challengers\": [], \"holdOut\": 0.1}")
                .put("/v1/experiments/long"));
  }

  private Response works(int expected, Supplier<Response> call) {
    long before = begun();
    Response response = call.get();
    assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
    assertThat(begun() - before).isEqualTo(expected);
    return response;
  }

  /** How many works the workers have begun. */
  private long begun() {
    Timer waited = registry.find("worker.pool.queue.delay").tag("pool.name", Workers.POOL).timer();
    return waited == null ? 0 : waited.count();
  }

  private static RequestSpecification sending(int points) {
    return operator()
        .contentType("application/yaml")
        .body(CARD.formatted(points).getBytes(StandardCharsets.UTF_8));
  }
}
