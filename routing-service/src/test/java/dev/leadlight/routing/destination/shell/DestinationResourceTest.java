package dev.leadlight.routing.destination.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What the API does with destinations: which it refuses or leaves alone, and how one is tried. */
@QuarkusTest
class DestinationResourceTest extends DestinationsByApi {

  @Test
  void settingsAreDestinationsThatTheApiLeavesAlone() {
    admin()
        .get("/v1/destinations")
        .then()
        .statusCode(200)
        .body("destinations.id", hasItems("email", "slack", "webhook"))
        .body("destinations.find {it.id == 'slack'}.builtIn", equalTo(true))
        .body("destinations.find {it.id == 'slack'}.secrets.url", containsString("setting:"))
        .body("destinations.find {it.id == 'slack'}.breaker.state", notNullValue());
    admin().body(webhook("x")).put("/v1/destinations/slack").then().statusCode(409);
    admin().delete("/v1/destinations/slack").then().statusCode(409);
    admin().post("/v1/destinations/slack/disable").then().statusCode(409);
  }

  @Test
  void wrongDestinationsAreRefusedWithEveryPlace() {
    admin()
        .body(
            """
            {"type": "webhook", "name": "", "color": 1, "ratePerSecond": -1, "enabled": "yes",
             "settings": {"uri": "https://a.example/"},
             "secrets": {"secret": {"ref": "env:PATH"}, "previousSecret": "plain"}}
            """)
        .put("/v1/destinations/wrong")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/color",
                "/name",
                "/ratePerSecond",
                "/enabled",
                "/settings/url",
                "/settings/uri",
                "/secrets/secret/ref",
                "/secrets/previousSecret"));
    admin().body("{\"type\": \"pager\"}").put("/v1/destinations/wrong").then().statusCode(422);
    admin().body("[]").put("/v1/destinations/wrong").then().statusCode(400);
    admin().body(webhook("x")).put("/v1/destinations/Wrong!").then().statusCode(400);
    admin().get("/v1/destinations/wrong").then().statusCode(404);
    admin().delete("/v1/destinations/wrong").then().statusCode(404);
    admin().post("/v1/destinations/wrong/test").then().statusCode(404);
    given().get("/v1/destinations").then().statusCode(401);
  }

  @Test
  void testIsARealCallAndTellsWhatCameOfIt() {
    http.stubFor(
        post(urlEqualTo("/tried"))
            .willReturn(aResponse().withStatus(403).withBody("who is ann@example.com ?")));
    admin().body(webhook("tried")).put("/v1/destinations/tried").then().statusCode(200);

    admin()
        .post("/v1/destinations/tried/test")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("unauthorized"))
        .body("status", equalTo(403))
        .body("response", equalTo("who is [e-mail] ?"))
        .body("request", containsString("POST localhost"));
    http.verify(1, postRequestedFor(urlEqualTo("/tried")));
    admin()
        .body("{\"verb\": \"create-task\"}")
        .post("/v1/destinations/tried/test")
        .then()
        .statusCode(422);
    admin()
        .body(webhook("tried").replace("http://localhost", "https://169.254.169.254"))
        .put("/v1/destinations/tried")
        .then()
        .statusCode(200);
    admin()
        .post("/v1/destinations/tried/test")
        .then()
        .body("outcome", equalTo("forbidden-address"));
    admin().delete("/v1/destinations/tried").then().statusCode(204);
  }
}
