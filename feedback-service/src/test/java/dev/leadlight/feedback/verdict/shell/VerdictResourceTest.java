package dev.leadlight.feedback.verdict.shell;

import static dev.leadlight.feedback.Api.operator;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerdictResourceTest {

  @Test
  void ofARepsVerdictsOnALeadTheLatestStands() {
    tell("{\"lead\": \"user:v-1\", \"verdict\": \"good_lead\", \"occurredAt\": \"2026-11-02T00:00:00Z\"}")
        .statusCode(202)
        .body("kind", is("good_lead"));
    tell("{\"lead\": \"user:v-1\", \"verdict\": \"not_ready\", \"reason\": \"no budget\", \"occurredAt\": \"2026-11-03T00:00:00Z\"}")
        .statusCode(202);
    tell("{\"lead\": \"user:v-1\", \"verdict\": \"good_lead\", \"occurredAt\": \"2026-11-01T00:00:00Z\"}")
        .statusCode(202);
    tell("{\"id\": \"last\", \"lead\": \"user:v-1\", \"verdict\": \"good_lead\", \"occurredAt\": \"2026-10-01T00:00:00Z\"}")
        .statusCode(202);

    await()
        .untilAsserted(
            () ->
                operator()
                    .queryParam("lead", "user:v-1")
                    .get("/v1/outcomes")
                    .then()
                    .body("outcomes.kind", contains("not_ready", "good_lead"))
                    .body("outcomes.source", contains("verdict", "verdict"))
                    .body("outcomes[0].reason", is("no budget")));
  }

  @Test
  void namesWhatIsWrong() {
    tell("{\"lead\": \"user:v-2\", \"verdict\": \"won\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/verdict"));
    tell("{\"lead\": \"v-2\", \"verdict\": \"good_lead\", \"occurredAt\": \"yesterday\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/lead", "/occurredAt"));
    tell("").statusCode(400);
    operator()
        .contentType(ContentType.JSON)
        .accept("nonsense")
        .body("{\"lead\": \"user:v-3\", \"verdict\": \"good_lead\"}")
        .post("/v1/verdicts")
        .then()
        .statusCode(lessThan(500));
    operator().accept("nonsense").get("/v1/kpis").then().statusCode(lessThan(500));
  }

  private static ValidatableResponse tell(String body) {
    return operator().contentType(ContentType.JSON).body(body).post("/v1/verdicts").then();
  }
}
