package dev.leadlight.feedback.outcome.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.seen;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.feedback.Fixtures;
import dev.leadlight.feedback.history.shell.HistoryStore;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class OutcomeResourceTest {

  Infrastructure infrastructure;
  @Inject HistoryStore history;

  @Test
  void keepsAnOutcomeOnceHoweverOftenItIsTold() {
    String told =
        """
        {"id": "deal-1", "lead": "email:once@example.com", "kind": "won", "source": "hubspot",
         "occurredAt": "2026-11-20T10:00:00Z", "value": 320.00, "currency": "EUR"}
        """;

    tell(told).statusCode(202).body("leadId", notNullValue()).body("kind", is("won"));
    tell(told).statusCode(202);

    await()
        .untilAsserted(
            () ->
                list("email:once@example.com")
                    .body("outcomes.id", contains("deal-1"))
                    .body("outcomes[0].value", is(320.00f))
                    .body("next", nullValue()));
    try (TopicRecords kafka = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      String leadId = list("email:once@example.com").extract().body().path("outcomes[0].leadId");
      assertThat(kafka.in(Topics.OUTCOMES, record -> true))
          .filteredOn(record -> record.key().equals(leadId))
          .hasSize(2)
          .allSatisfy(
              record ->
                  assertThat(new String(record.value(), StandardCharsets.UTF_8))
                      .doesNotContain("once@"));
    }
  }

  @Test
  void listsPageByPageLatestFirst() {
    for (int day = 1; day <= 5; day++) {
      tell("""
              {"id": "page-%d", "lead": "user:pages", "kind": "good_lead",
               "occurredAt": "2026-10-0%dT10:00:00Z"}
              """
              .formatted(day, day))
          .statusCode(202);
    }
    await().untilAsserted(() -> list("user:pages").body("outcomes.size()", is(5)));

    String next =
        operator()
            .queryParam("lead", "user:pages")
            .queryParam("limit", 3)
            .get("/v1/outcomes")
            .then()
            .body("outcomes.id", contains("page-5", "page-4", "page-3"))
            .extract()
            .path("next");
    operator()
        .queryParam("lead", "user:pages")
        .queryParam("limit", 3)
        .queryParam("cursor", next)
        .get("/v1/outcomes")
        .then()
        .body("outcomes.id", contains("page-2", "page-1"))
        .body("next", nullValue());
  }

  @Test
  void showsTheOutcomesOfMergedLeadsUnderEachOfThem() {
    tell("{\"id\": \"phone-1\", \"lead\": \"user:o-phone\", \"kind\": \"won\"}").statusCode(202);
    tell("{\"id\": \"person-1\", \"lead\": \"user:o-person\", \"kind\": \"lost\"}").statusCode(202);
    history
        .store(seen("o-laptop", "2026-11-01T00:00:00Z", "newsletter", "o-phone"))
        .await()
        .atMost(Duration.ofSeconds(20));
    history
        .store(seen("o-person", "2026-11-02T00:00:00Z", "newsletter", "o-laptop"))
        .await()
        .atMost(Duration.ofSeconds(20));

    for (String lead : new String[] {"user:o-phone", "user:o-laptop", "user:o-person"}) {
      await()
          .untilAsserted(
              () ->
                  list(lead)
                      .body("outcomes.size()", is(2))
                      .body("outcomes.id", hasItems("phone-1", "person-1")));
    }
    list("lead:" + Fixtures.lead("o-person")).body("outcomes.size()", is(2));
  }

  @Test
  void namesEveryWrongField() {
    tell("{\"id\": \"\", \"lead\": \"ann@example.com\", \"kind\": \"maybe\", \"value\": -1}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", contains("/id", "/lead", "/kind", "/value", "/currency"))
        .body("detail", not(is("ann@example.com")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[1]", "null", "{\"value\": \"much\"}"})
  void refusesBodiesThatAreNotTheJsonWeExpect(String body) {
    tell(body).statusCode(400).contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead=nobody", "cursor=zzz", "limit=0", "limit=201", "limit=abc"})
  void refusesWrongParameters(String query) {
    operator()
        .get("/v1/outcomes?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].parameter", is(query.substring(0, query.indexOf('='))));
  }

  @Test
  void isNotForEverybody() {
    given().contentType(ContentType.JSON).body("{}").post("/v1/outcomes").then().statusCode(401);
    given().get("/v1/outcomes").then().statusCode(401);
  }

  private static ValidatableResponse tell(String body) {
    return operator().contentType(ContentType.JSON).body(body).post("/v1/outcomes").then();
  }

  private static ValidatableResponse list(String lead) {
    return operator().queryParam("lead", lead).get("/v1/outcomes").then().statusCode(200);
  }
}
