package dev.leadlight.routing.destination.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** A destination that is disabled, down, locked or gone is left alone; what waits is told later. */
@QuarkusTest
class RestingDestinationsTest extends DestinationsByApi {

  @Test
  void disabledDestinationWaitsAndAnEnabledOneGoesOn() {
    http.stubFor(post(urlEqualTo("/resting")).willReturn(ok()));
    admin().body(webhook("resting")).put("/v1/destinations/resting").then().statusCode(200);
    admin().post("/v1/destinations/resting/disable").then().body("enabled", equalTo(false));

    outbox.plan(becomesSalesReady(newLead()), "resting");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/destinations/resting")
                    .then()
                    .body("queue.pending", equalTo(1))
                    .body("queue.oldestDueAt", notNullValue()));
    http.verify(0, postRequestedFor(urlEqualTo("/resting")));
    admin().post("/v1/destinations/resting/enable").then().statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> http.verify(1, postRequestedFor(urlEqualTo("/resting"))));
    admin().delete("/v1/destinations/resting").then().statusCode(204);
  }

  @Test
  void downDestinationIsLeftAloneAndNothingIsBurned() {
    http.stubFor(post(urlEqualTo("/down")).willReturn(aResponse().withStatus(500)));
    admin().body(webhook("down")).put("/v1/destinations/down").then().statusCode(200);

    IntStream.range(0, 40).forEach(i -> outbox.plan(becomesSalesReady(newLead()), "down"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/destinations/down")
                    .then()
                    .body("breaker.reason", equalTo("destination-trouble")));
    assertThat(http.findAll(postRequestedFor(urlEqualTo("/down")))).hasSizeLessThan(40);
    http.stubFor(post(urlEqualTo("/down")).willReturn(ok()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/destinations/down")
                    .then()
                    .body("breaker.state", equalTo("closed"))
                    .body("queue.pending", equalTo(0)));
    assertThat(outbox.states("down")).containsOnlyKeys("delivered").containsEntry("delivered", 40L);
    admin().delete("/v1/destinations/down").then().statusCode(204);
  }

  @Test
  void oneThatRefusesOurCredentialsIsLeftAloneAtOnceAndNobodyDiesOfIt() {
    http.stubFor(post(urlEqualTo("/locked")).willReturn(aResponse().withStatus(401)));
    admin().body(webhook("locked")).put("/v1/destinations/locked").then().statusCode(200);

    IntStream.range(0, 40).forEach(i -> outbox.plan(becomesSalesReady(newLead()), "locked"));
    awaitDestination("locked", "breaker.reason", equalTo("unauthorized"));
    given().get("/q/health/ready").then().body(containsString("\"locked\": \"unauthorized\""));
    assertThat(http.findAll(postRequestedFor(urlEqualTo("/locked")))).hasSizeLessThan(40);
    http.stubFor(post(urlEqualTo("/locked")).willReturn(ok()));

    awaitDestination("locked", "queue.pending", equalTo(0));
    assertThat(outbox.states("locked"))
        .containsOnlyKeys("delivered")
        .containsEntry("delivered", 40L);
    admin().delete("/v1/destinations/locked").then().statusCode(204);
  }

  @Test
  void oneThatIsGoneIsLeftAloneUntilPeopleSayThatItIsBack() {
    http.stubFor(post(urlEqualTo("/gone")).willReturn(aResponse().withStatus(410)));
    admin().body(webhook("gone")).put("/v1/destinations/gone").then().statusCode(200);

    outbox.plan(becomesSalesReady(newLead()), "gone");
    awaitDestination("gone", "goneAt", notNullValue());
    given().get("/q/health/ready").then().body(containsString("\"gone\": \"gone\""));
    http.stubFor(post(urlEqualTo("/gone")).willReturn(ok()));
    outbox.plan(becomesSalesReady(newLead()), "gone");
    awaitDestination("gone", "queue.pending", equalTo(1));
    http.verify(1, postRequestedFor(urlEqualTo("/gone")));
    admin().post("/v1/destinations/gone/enable").then().body("goneAt", nullValue());

    awaitDestination("gone", "queue.pending", equalTo(0));
    assertThat(outbox.states("gone")).containsEntry("dead", 1L).containsEntry("delivered", 1L);
    admin().delete("/v1/destinations/gone").then().statusCode(204);
  }

  private static void awaitDestination(String id, String path, Matcher<?> matcher) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> admin().get("/v1/destinations/{id}", id).then().body(path, matcher));
  }
}
