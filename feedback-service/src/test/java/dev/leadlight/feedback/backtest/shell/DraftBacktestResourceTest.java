package dev.leadlight.feedback.backtest.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.feedback.Api.operator;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of scoring-service, and what stays beside the draft. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DraftBacktestResourceTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CARD =
      """
      id: tested
      tiers: [{name: all, from: 0}]
      groups: [{id: interest, rules: [{id: adds, on: product_added, points: %s}]}]
      """;
  private static final String DRAFTS = "/v1/scorecards/tested/drafts";

  private final String id = "bt-" + UUID.randomUUID();
  private WireMockServer scoring;

  @BeforeEach
  void forgetWhatWasSaid() {
    scoring.resetAll();
  }

  @Test
  void whatIsFoundStaysBesideTheDraftThoughNobodyLooks() {
    // Given
    scoring.stubFor(post("/v1/backtests").willReturn(answer(202, "running", 0)));
    scoring.stubFor(
        request("GET", urlEqualTo("/v1/backtests/" + id)).willReturn(answer(200, "finished", 10)));
    int draft = draft("25");

    // When
    begin(draft, "{\"horizon\": \"P7D\"}")
        .statusCode(202)
        .header("Location", endsWith("/backtests/" + id))
        .body("state", is("running"))
        .body("begunBy", is("operator"));

    // Then
    scoring.verify(
        postRequestedFor(urlEqualTo("/v1/backtests"))
            .withHeader("Authorization", equalTo("Bearer test-token"))
            .withRequestBody(matchingJsonPath("$.horizon", equalTo("P7D")))
            .withRequestBody(matchingJsonPath("$.scorecard.id", equalTo("tested"))));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                operator()
                    .get(DRAFTS + "/" + draft + "/backtests")
                    .then()
                    .body("backtests.id", contains(id))
                    .body("backtests.state", contains("finished"))
                    .body("backtests[0].told.finding", nullValue()));
    scoring.resetAll();
    show(draft)
        .statusCode(200)
        .body("isOfPresentContent", is(true))
        .body("told.read", is(10))
        .body("told.finding.draft.rate", is(0.25f));

    edit(draft, "30");
    show(draft).body("isOfPresentContent", is(false));
  }

  @Test
  void passesOnWhatIsRefused() {
    int draft = draft("25");
    scoring.stubFor(post("/v1/backtests").willReturn(problem(422, "unprocessable")));
    begin(draft, "")
        .statusCode(422)
        .body("detail", is("told"))
        .body("errors.pointer", contains("/to"));

    scoring.stubFor(post("/v1/backtests").willReturn(problem(429, "too-many-requests")));
    begin(draft, "").statusCode(429).header("Retry-After", is("10"));

    begin(draft, "{\"scorecard\": {}}").statusCode(422);
    begin(draft, "[]").statusCode(422);
    begin(draft("many"), "").statusCode(422);
    begin(999_999, "").statusCode(404);
    operator().get(DRAFTS + "/" + draft + "/backtests/unknown").then().statusCode(404);
  }

  @Test
  void waitsForScoringServiceNoLongerThanItsCallerWould() {
    int draft = draft("25");
    scoring.stubFor(
        post("/v1/backtests").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    begin(draft, "").statusCode(503).header("Retry-After", is("2"));

    scoring.stubFor(post("/v1/backtests").willReturn(problem(503, "unavailable")));
    begin(draft, "").statusCode(503);
  }

  @Test
  void cancelsAndTellsWhenItIsLost() {
    int draft = draft("25");
    scoring.stubFor(post("/v1/backtests").willReturn(answer(202, "running", 0)));
    scoring.stubFor(
        request("DELETE", urlEqualTo("/v1/backtests/" + id)).willReturn(answer(202, "running", 3)));
    scoring.stubFor(
        request("GET", urlEqualTo("/v1/backtests/" + id)).willReturn(problem(404, "not-found")));
    begin(draft, "").statusCode(202);

    operator()
        .delete(DRAFTS + "/" + draft + "/backtests/" + id)
        .then()
        .statusCode(200)
        .body("state", is("interrupted"));
    scoring.verify(deleteRequestedFor(urlEqualTo("/v1/backtests/" + id)));
  }

  private ResponseDefinitionBuilder answer(int status, String state, int read) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(
            """
            {"id": "%s", "state": "%s", "read": %d, "total": 10, "finding": %s}
            """
                .formatted(
                    id,
                    state,
                    read,
                    state.equals("finished") ? "{\"draft\": {\"rate\": 0.25}}" : "null"));
  }

  private static ResponseDefinitionBuilder problem(int status, String code) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/problem+json")
        .withBody(
            """
            {"status": %d, "code": "%s", "detail": "told", "errors": [{"pointer": "/to", "message": "no"}]}
            """
                .formatted(status, code));
  }

  private static int draft(String points) {
    return operator()
        .contentType("application/yaml")
        .body(CARD.formatted(points).getBytes(StandardCharsets.UTF_8))
        .post(DRAFTS)
        .then()
        .statusCode(201)
        .extract()
        .path("number");
  }

  private static void edit(int draft, String points) {
    operator()
        .contentType("application/yaml")
        .header("If-Match", "\"1\"")
        .body(CARD.formatted(points).getBytes(StandardCharsets.UTF_8))
        .put(DRAFTS + "/" + draft)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse begin(int draft, String question) {
    return operator()
        .contentType("application/json")
        .body(question)
        .post(DRAFTS + "/" + draft + "/backtests")
        .then();
  }

  private ValidatableResponse show(int draft) {
    return operator().get(DRAFTS + "/" + draft + "/backtests/" + id).then();
  }
}
