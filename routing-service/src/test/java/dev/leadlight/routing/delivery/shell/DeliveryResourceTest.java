package dev.leadlight.routing.delivery.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.Records;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DeliveryResourceTest {

  WireMockServer http;

  @BeforeEach
  void destinationsAreFine() {
    http.resetAll();
    http.stubFor(post(urlEqualTo("/slack")).atPriority(9).willReturn(ok("ok")));
    http.stubFor(post(urlEqualTo("/webhook")).atPriority(9).willReturn(ok()));
  }

  @Test
  void listsTheDeliveriesOfALeadPageByPage() {
    LeadId lead = newLead();
    Records.publish(becomesSalesReady(lead));
    awaitState(lead, "delivered", 3);

    List<String> ids = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      RequestSpecification request =
          operator().queryParam("lead", lead.value()).queryParam("limit", 2);
      JsonPath page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/deliveries")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      ids.addAll(page.getList("deliveries.id"));
      cursor = page.getString("next");
    } while (cursor != null);

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void showsADeliveryWithItsAttempts() {
    LeadId lead = newLead();
    http.stubFor(
        post(urlEqualTo("/webhook"))
            .withRequestBody(containing(lead.value()))
            .willReturn(aResponse().withStatus(404).withBody("nobody called ann@example.com")));
    Records.publish(entersNurture(lead));
    String id = awaitState(lead, "dead", 1).get(0);

    operator()
        .get("/v1/deliveries/{id}", id)
        .then()
        .statusCode(200)
        .body("delivery.reason", equalTo("not-found"))
        .body("delivery.attempts", equalTo(1))
        .body("delivery.nextAttemptAt", nullValue())
        .body("delivery.concludedAt", notNullValue())
        .body("attempts", hasSize(1))
        .body("attempts[0].status", equalTo(404))
        .body("attempts[0].outcome", equalTo("not-found"))
        .body("attempts[0].excerpt", equalTo("nobody called [e-mail]"));
  }

  @Test
  void deadDeliveryIsReplayedUnderTheSameId() {
    LeadId lead = newLead();
    var stub =
        http.stubFor(
            post(urlEqualTo("/webhook"))
                .withRequestBody(containing(lead.value()))
                .willReturn(aResponse().withStatus(404)));
    Records.publish(entersNurture(lead));
    String id = awaitState(lead, "dead", 1).get(0);
    http.removeStub(stub);

    operator()
        .post("/v1/deliveries/{id}/replay", id)
        .then()
        .statusCode(202)
        .body("delivery.id", equalTo(id));

    assertThat(awaitState(lead, "delivered", 1)).containsExactly(id);
    operator()
        .get("/v1/deliveries/{id}", id)
        .then()
        .body("attempts.outcome", contains("not-found", "accepted"))
        .body("delivery.reason", nullValue());
  }

  @Test
  void manyDeadDeliveriesAreReplayedByWhatTheyHaveInCommon() {
    String from = Instant.now().toString();
    LeadId unknown = newLead();
    LeadId refused = newLead();
    var wrong =
        List.of(
            http.stubFor(answers(unknown, aResponse().withStatus(404))),
            http.stubFor(answers(refused, aResponse().withStatus(422))));
    Records.publish(entersNurture(unknown), entersNurture(refused));
    awaitState(unknown, "dead", 1);
    awaitState(refused, "dead", 1);
    operator()
        .queryParam("state", "dead")
        .queryParam("destination", "webhook")
        .queryParam("reason", "not-found")
        .queryParam("playbook", "every-tier-change")
        .get("/v1/deliveries")
        .then()
        .statusCode(200)
        .body("deliveries.reason", everyItem(equalTo("not-found")))
        .body("deliveries", not(hasSize(0)));
    wrong.forEach(http::removeStub);

    operator()
        .contentType("application/json")
        .body(
            "{\"destination\": \"webhook\", \"reason\": \"not-found\", \"plannedFrom\": \"%s\"}"
                .formatted(from))
        .post("/v1/deliveries/replay")
        .then()
        .statusCode(202)
        .body("replayed", equalTo(1))
        .body("superseded", equalTo(0))
        .body("remaining", equalTo(0));

    awaitState(unknown, "delivered", 1);
    awaitState(refused, "dead", 1);
    operator()
        .contentType("application/json")
        .body("{\"destinaton\": \"webhook\", \"reason\": \"lost\", \"plannedFrom\": \"yesterday\"}")
        .post("/v1/deliveries/replay")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/destinaton", "/reason", "/plannedFrom"));
  }

  @Test
  void deadDeliveryIsCorrectedAndSentElsewhere() {
    LeadId lead = newLead();
    http.stubFor(answers(lead, aResponse().withStatus(400)));
    http.stubFor(
        post(urlEqualTo("/slack")).withRequestBody(containing(lead.value())).willReturn(ok("ok")));
    Records.publish(entersNurture(lead));
    String id = awaitState(lead, "dead", 1).get(0);

    operator()
        .contentType("application/json")
        .body("{\"destination\": \"nowhere\"}")
        .patch("/v1/deliveries/{id}", id)
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/destination"));
    operator()
        .contentType("application/json")
        .body("{\"destination\": \"slack\", \"with\": {\"channel\": \"sales\"}}")
        .patch("/v1/deliveries/{id}", id)
        .then()
        .statusCode(200)
        .body("delivery.destination", equalTo("slack"))
        .body("delivery.with.channel", equalTo("sales"));
    operator().post("/v1/deliveries/{id}/replay", id).then().statusCode(202);

    assertThat(awaitState(lead, "delivered", 1)).containsExactly(id);
    operator()
        .contentType("application/json")
        .body("{}")
        .patch("/v1/deliveries/{id}", id)
        .then()
        .statusCode(409);
  }

  private static MappingBuilder answers(LeadId lead, ResponseDefinitionBuilder answer) {
    return post(urlEqualTo("/webhook"))
        .withRequestBody(containing(lead.value()))
        .willReturn(answer);
  }

  @Test
  void onlyDeadDeliveriesAreReplayed() {
    LeadId lead = newLead();
    Records.publish(entersNurture(lead));
    String id = awaitState(lead, "delivered", 1).get(0);

    operator()
        .post("/v1/deliveries/{id}/replay", id)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("delivered"));
    operator().post("/v1/deliveries/{id}/replay", "dlv_unknown").then().statusCode(404);
  }

  @Test
  void filtersByState() {
    LeadId lead = newLead();
    Records.publish(entersNurture(lead));
    awaitState(lead, "delivered", 1);

    operator()
        .queryParam("state", "delivered")
        .get("/v1/deliveries")
        .then()
        .statusCode(200)
        .body("deliveries", not(hasSize(0)))
        .body("deliveries.state", everyItem(equalTo("delivered")));
  }

  @ParameterizedTest
  @CsvSource({"state,lost", "reason,not_found", "cursor,xyz", "limit,0", "limit,501", "limit,many"})
  void wrongParametersAreNamed(String name, String value) {
    operator()
        .queryParam(name, value)
        .get("/v1/deliveries")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void strangersAreRefused() {
    given().get("/v1/deliveries").then().statusCode(401);
    given().get("/v1/deliveries/x").then().statusCode(401);
    given().post("/v1/deliveries/x/replay").then().statusCode(401);
    given().auth().oauth2("guess").get("/v1/deliveries").then().statusCode(401);
  }

  @Test
  void unknownDeliveryAndRouteAreProblems() {
    operator()
        .get("/v1/deliveries/dlv_unknown")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    operator().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
    operator().delete("/v1/deliveries").then().statusCode(405);
  }

  @Test
  void metricsShowAttemptsLatencyAndTheQueue() {
    LeadId lead = newLead();
    Records.publish(becomesSalesReady(lead));
    awaitState(lead, "delivered", 3);

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("leadlight_routing_attempt_seconds_count{"))
        .body(containsString("leadlight_routing_latency_seconds_bucket{"))
        .body(containsString("leadlight_routing_deliveries_total{"));
  }

  private static List<String> awaitState(LeadId lead, String state, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(idsOf(lead, state)).hasSize(count));
    return idsOf(lead, state);
  }

  private static List<String> idsOf(LeadId lead, String state) {
    return operator()
        .queryParam("lead", lead.value())
        .queryParam("state", state)
        .get("/v1/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("deliveries.id");
  }

  private static RequestSpecification operator() {
    return given().auth().oauth2("test-token");
  }
}
