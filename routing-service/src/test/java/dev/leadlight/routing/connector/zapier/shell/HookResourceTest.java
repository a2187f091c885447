package dev.leadlight.routing.connector.zapier.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.destination.shell.Destinations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HookResourceTest {

  private final String path = "/zap/" + UUID.randomUUID();

  @Inject Destinations destinations;

  WireMockServer http;

  @BeforeEach
  void destinationsAreFine() {
    http.resetAll();
    for (String other : List.of("/slack", "/webhook", path)) {
      http.stubFor(post(urlEqualTo(other)).atPriority(9).willReturn(ok("ok")));
    }
  }

  @Test
  void zapHearsOfWhatItSubscribedToUntilItIsSwitchedOff() {
    LeadId lead = newLead();
    String id = subscribe(Map.of("to", "sales-ready"));

    Records.publish(entersNurture(lead), becomesSalesReady(lead));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                http.verify(
                    1,
                    postRequestedFor(urlEqualTo(path)).withRequestBody(containing(lead.value()))));
    assertThat(http.findAll(postRequestedFor(urlEqualTo(path))).get(0).getBodyAsString())
        .contains("\"toTier\":\"sales-ready\"");

    operator().delete("/v1/hooks/{id}", id).then().statusCode(204);
    operator().delete("/v1/hooks/{id}", id).then().statusCode(204);
    assertThat(destinations.names()).doesNotContain(id);
  }

  @Test
  void zapThatIsGoneIsUnsubscribed() {
    LeadId lead = newLead();
    String id = subscribe(Map.of());
    http.stubFor(post(urlEqualTo(path)).willReturn(aResponse().withStatus(410)));

    Records.publish(entersNurture(lead));
    await().atMost(Duration.ofSeconds(40)).until(() -> !destinations.names().contains(id));
    Records.publish(becomesSalesReady(lead), fallsBackToNurture(lead));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                http.verify(
                    3,
                    postRequestedFor(urlEqualTo("/webhook"))
                        .withRequestBody(containing(lead.value()))));

    http.verify(1, postRequestedFor(urlEqualTo(path)));
  }

  @Test
  void sameAddressIsSubscribedOnce() {
    String first = subscribe(Map.of("to", "sales-ready"));

    assertThat(subscribe(Map.of("direction", "down"))).isEqualTo(first);
    assertThat(destinations.find(first).orElseThrow().destination().settings().text("to"))
        .isEmpty();
    operator().delete("/v1/hooks/{id}", first).then().statusCode(204);
  }

  @Test
  void whatIsNoSubscriptionIsRefusedMemberByMember() {
    operator()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "targetUrl", "somewhere",
                "event", "order.paid",
                "filter", Map.of("direction", "sideways")))
        .post("/v1/hooks")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/targetUrl", "/event", "/filter/direction"));
  }

  @Test
  void samplesAreAListNewestFirst() {
    operator()
        .queryParam("event", "lead.tier_changed")
        .get("/v1/hooks/samples")
        .then()
        .statusCode(200)
        .body("$", hasSize(2))
        .body("[0].toTier", equalTo("sales-ready"));
    operator().queryParam("event", "order.paid").get("/v1/hooks/samples").then().statusCode(400);
  }

  private String subscribe(Map<String, String> filter) {
    return operator()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "targetUrl", http.baseUrl() + path, "event", "lead.tier_changed", "filter", filter))
        .post("/v1/hooks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static RequestSpecification operator() {
    return given().auth().oauth2("test-token");
  }
}
