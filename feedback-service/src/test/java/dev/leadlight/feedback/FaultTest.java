package dev.leadlight.feedback;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.ordered;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while PostgreSQL or Kafka is away, and that it ends when they are back. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class FaultTest {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final String CARD =
      "{\"id\": \"fault-card\", \"tiers\": [{\"name\": \"all\", \"from\": 0}], \"groups\": []}";

  Infrastructure infrastructure;

  @AfterEach
  void leaveEverythingRunning() {
    infrastructure.server(ServerKind.POSTGRES).start();
    infrastructure.server(ServerKind.KAFKA).start();
    healthIs(200);
  }

  @Test
  void waitsForPostgresAndLosesNothing() {
    // Given
    await().atMost(RECOVERY).untilAsserted(() -> kpis().statusCode(200));
    infrastructure.server(ServerKind.POSTGRES).kill();

    // When
    try (TopicRecords kafka = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      kafka.publish(
          Topics.CONVERSIONS,
          lead("f-ann").value(),
          ordered("f-ann", "f-1", "2013-01-04T00:00:00Z", "nurture", "7.00", "EUR"));
    }

    // Then
    unavailable(kpis());
    unavailable(operator().get("/v1/outcomes").then());
    unavailable(operator().get("/v1/scorecards").then());
    unavailable(put());
    tell("f-while-away").statusCode(202);
    healthIs(503);

    infrastructure.server(ServerKind.POSTGRES).start();
    await().atMost(RECOVERY).untilAsserted(() -> kpis().body("total.orders", is(1)));
    await().atMost(RECOVERY).untilAsserted(() -> isStored("f-while-away"));
    healthIs(200);
  }

  @Test
  void saysThatKafkaIsAwayAndPublishesLater() {
    // Given
    tell("f-before").statusCode(202);
    infrastructure.server(ServerKind.KAFKA).kill();

    // When, then
    unavailable(tell("f-refused"));
    unavailable(put()).body("detail", containsString("Stored as version 1"));
    kpis().statusCode(200);
    healthIs(503);

    infrastructure.server(ServerKind.KAFKA).start();
    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () ->
                operator()
                    .get("/v1/scorecards/fault-card")
                    .then()
                    .statusCode(200)
                    .body("version", is(1)));
    put().statusCode(200).body("version", is(1));
    await().atMost(RECOVERY).untilAsserted(() -> tell("f-after").statusCode(202));
    await().atMost(RECOVERY).untilAsserted(() -> isStored("f-after"));
  }

  private static ValidatableResponse unavailable(ValidatableResponse response) {
    return response
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue());
  }

  private static ValidatableResponse kpis() {
    return operator()
        .queryParam("from", "2013-01-01")
        .queryParam("to", "2013-01-31")
        .get("/v1/kpis")
        .then();
  }

  private static ValidatableResponse put() {
    return operator()
        .contentType(ContentType.JSON)
        .body(CARD)
        .put("/v1/scorecards/fault-card")
        .then();
  }

  private static ValidatableResponse tell(String id) {
    return operator()
        .contentType(ContentType.JSON)
        .body("{\"id\": \"%s\", \"lead\": \"user:fault\", \"kind\": \"won\"}".formatted(id))
        .post("/v1/outcomes")
        .then();
  }

  private static void isStored(String id) {
    operator()
        .queryParam("lead", "user:fault")
        .get("/v1/outcomes")
        .then()
        .body("outcomes.id", hasItem(id));
  }

  private static void healthIs(int status) {
    await()
        .atMost(RECOVERY)
        .untilAsserted(() -> given().get("/q/health").then().statusCode(status));
  }
}
