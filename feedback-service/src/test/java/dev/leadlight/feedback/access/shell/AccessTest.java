package dev.leadlight.feedback.access.shell;

import static dev.leadlight.feedback.Api.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.leadlight.contracts.access.AccessRole;
import dev.leadlight.contracts.access.AccessToken;
import dev.leadlight.platform.access.KeyDigest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named tokens, and the log of what their bearers do. */
@QuarkusTest
class AccessTest {

  private record Made(String id, String secret) {}

  @Inject TokenPublisher publisher;

  @Test
  void aTokenGivesItsRoleAndThoseItIncludesAndNoMore() {
    Made viewer = make("wall display", "viewer");
    with(viewer.secret()).get("/v1/outcomes").then().statusCode(200);
    with(viewer.secret())
        .contentType("application/json")
        .body("{}")
        .post("/v1/outcomes")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    with(viewer.secret()).get("/v1/tokens").then().statusCode(403);

    Made admin = make("deputy", "admin");
    with(admin.secret()).get("/v1/outcomes").then().statusCode(200);
    with(admin.secret()).get("/v1/tokens").then().statusCode(200);
  }

  @Test
  void aRevokedTokenIsRefusedAtOnce() {
    Made token = make("intern", "operator");

    operator().delete("/v1/tokens/" + token.id()).then().statusCode(204);

    with(token.secret())
        .get("/v1/outcomes")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    operator().delete("/v1/tokens/" + token.id()).then().statusCode(404);
  }

  @Test
  void anExpiredTokenIsRefused() {
    String secret = AccessToken.PREFIX + UUID.randomUUID();
    publisher
        .publish(
            new AccessToken(
                "tok_expired",
                "old",
                KeyDigest.of(secret).hex(),
                AccessRole.ADMIN,
                "operator",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-02T00:00:00Z")))
        .await()
        .atMost(Duration.ofSeconds(20));

    with(secret).get("/v1/outcomes").then().statusCode(401);
    operator()
        .get("/v1/tokens")
        .then()
        .body("tokens.find { it.id == 'tok_expired' }.expired", is(true));
  }

  @Test
  void theListTellsNothingThatLetsOneIn() {
    Made token = make("audit robot", "viewer");

    String list = operator().get("/v1/tokens").then().statusCode(200).extract().asString();

    assertThat(list)
        .contains(token.id(), "audit robot")
        .doesNotContain(token.secret(), KeyDigest.of(token.secret()).hex(), "digest");
  }

  @Test
  void whatIsNoTokenOpensNothing() {
    given().get("/v1/tokens").then().statusCode(401);
    with("llt_made-up").get("/v1/tokens").then().statusCode(401);
    with("eyJhbGciOiJub25lIn0.e30.").get("/v1/tokens").then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/name /role",
        "{\"name\": \" \", \"role\": \"admin\"}|/name",
        "{\"name\": \"n\", \"role\": \"viewer\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}|/expiresAt",
        "{\"name\": \"n\", \"role\": \"viewer\", \"expiresAt\": \"9999-01-01T00:00:00Z\"}|/expiresAt",
      })
  void refusesTokensThatMakeNoSense(String body, String places) {
    operator()
        .contentType("application/json")
        .body(body)
        .post("/v1/tokens")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder(places.split(" ")));
  }

  @Test
  void changesAreLoggedByWhoMadeThemAndReadingIsNot() {
    String name = "editor " + UUID.randomUUID();
    String token = make(name, "admin").secret();
    with(token).get("/v1/tokens").then().statusCode(200);
    String made =
        with(token)
            .contentType("application/json")
            .body(Map.of("name", "n", "role", "viewer"))
            .post("/v1/tokens")
            .then()
            .statusCode(201)
            .extract()
            .path("details.id");
    with(token).delete("/v1/tokens/nobody").then().statusCode(404);
    with(token).delete("/v1/tokens/" + made).then().statusCode(204);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                operator()
                    .queryParam("who", name)
                    .get("/v1/audit")
                    .then()
                    .statusCode(200)
                    .body("entries.path", contains("/v1/tokens/" + made, "/v1/tokens"))
                    .body("entries.method", contains("DELETE", "POST"))
                    .body("entries.service", contains("feedback-service", "feedback-service")));
    String next =
        operator()
            .queryParam("who", name)
            .queryParam("limit", 1)
            .get("/v1/audit")
            .then()
            .body("entries.method", contains("DELETE"))
            .extract()
            .path("next");
    operator()
        .queryParam("who", name)
        .queryParam("cursor", next)
        .get("/v1/audit")
        .then()
        .body("entries.method", contains("POST"))
        .body("$", not(hasKey("next")));
    operator().get("/v1/audit?cursor=nonsense").then().statusCode(400);
    operator().get("/v1/audit?service=feedback").then().statusCode(400);
  }

  private static Made make(String name, String role) {
    var made =
        operator()
            .contentType("application/json")
            .body(Map.of("name", name, "role", role))
            .post("/v1/tokens")
            .then()
            .statusCode(201)
            .body("token", startsWith(AccessToken.PREFIX))
            .body("details.role", is(role))
            .extract();
    return new Made(made.path("details.id"), made.path("token"));
  }

  private static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
