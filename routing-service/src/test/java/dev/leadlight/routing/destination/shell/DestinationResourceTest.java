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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.secret.KeyRing;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DestinationResourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String CANARY = "canary-in-the-mine-of-secrets";
  private static final String CANARY_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));

  @Inject Outbox outbox;
  @Inject DestinationStore store;
  @Inject SecretRotationJob rotation;

  WireMockServer http;

  @BeforeEach
  void forget() {
    http.resetAll();
  }

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

  @Test
  void secretMayLieElsewhere() {
    admin()
        .body(
            """
            {"type": "webhook", "settings": {"url": "%s/elsewhere"},
             "secrets": {"secret": {"ref": "env:LEADLIGHT_SECRET_OF_NOBODY"}}}
            """
                .formatted(http.baseUrl()))
        .put("/v1/destinations/elsewhere")
        .then()
        .statusCode(200)
        .body("secrets.secret", equalTo("env:LEADLIGHT_SECRET_OF_NOBODY"))
        .body("trouble", containsString("LEADLIGHT_SECRET_OF_NOBODY"));
    given().get("/q/health/ready").then().body(containsString("\"elsewhere\": \"secret-missing\""));
    admin().delete("/v1/destinations/elsewhere").then().statusCode(204);
  }

  @Test
  void secretIsSeenNowhere() {
    List<String> log = new ArrayList<>();
    Handler collector = collector(log);
    Logger.getLogger("").addHandler(collector);
    http.stubFor(
        post(urlEqualTo("/canary"))
            .willReturn(aResponse().withStatus(400).withBody("I know " + CANARY_SECRET)));
    List<String> seen = new ArrayList<>();

    seen.add(
        admin()
            .body(
                """
                {"type": "webhook", "settings": {"url": "%s/canary"},
                 "secrets": {"secret": {"value": "%s"}}}
                """
                    .formatted(http.baseUrl(), CANARY_SECRET))
            .put("/v1/destinations/canary")
            .then()
            .statusCode(200)
            .body("secrets.secret", equalTo("stored"))
            .extract()
            .asString());
    seen.add(admin().post("/v1/destinations/canary/test").then().extract().asString());
    TierChange change = becomesSalesReady(newLead());
    String delivery = outbox.plan(change, "canary");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/deliveries/{id}", delivery)
                    .then()
                    .body("delivery.state", equalTo("dead"))
                    .body("attempts.excerpt", contains("I know [secret]")));
    seen.add(admin().get("/v1/deliveries/{id}", delivery).asString());
    seen.add(admin().get("/v1/destinations").asString());
    seen.add(admin().get("/v1/destinations/canary").asString());
    seen.add(given().get("/q/metrics").asString());
    seen.addAll(outbox.everything());
    Logger.getLogger("").removeHandler(collector);
    seen.addAll(log);

    String hex = HexFormat.of().formatHex(CANARY_SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(log).isNotEmpty();
    assertThat(seen)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain(CANARY_SECRET)
                    .doesNotContain(CANARY_SECRET.substring(6))
                    .doesNotContain(CANARY)
                    .doesNotContain(hex));
    admin().delete("/v1/destinations/canary").then().statusCode(204);
  }

  @Test
  void secretStaysUnlessItIsMentionedAndIsSealedAgainUnderTheNewKey() {
    KeyRing old = KeyRing.of(Map.of("old", DestinationsTestResource.OLD_KEY), Optional.empty());
    admin().body(webhook("sealed")).put("/v1/destinations/sealed").then().statusCode(200);
    SealedSecret underTheOldKey =
        old.seal(CANARY_SECRET, "sealed\nsecret", new byte[KeyRing.NONCE_BYTES]);
    StoredDestination stored = stored("sealed");
    done(
        store.put(
            new StoredDestination(stored.destination(), Map.of("secret", underTheOldKey)),
            Instant.now()));

    done(rotation.rotate());
    admin()
        .body(webhook("sealed").replaceAll("\"secrets\".*", "\"name\": \"Other\"}"))
        .put("/v1/destinations/sealed")
        .then()
        .statusCode(200)
        .body("name", equalTo("Other"));

    assertThat(stored("sealed").sealed())
        .hasEntrySatisfying("secret", kept -> assertThat(kept.keyId()).isEqualTo("new"));
    assertThat(stored("sealed").destination().secrets())
        .containsEntry("secret", new SecretRef.Stored());
    admin().delete("/v1/destinations/sealed").then().statusCode(204);
  }

  private static void awaitDestination(String id, String path, Matcher<?> matcher) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> admin().get("/v1/destinations/{id}", id).then().body(path, matcher));
  }

  private StoredDestination stored(String id) {
    return done(store.all()).stream()
        .filter(each -> each.destination().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String webhook(String path) {
    return "{\"type\": \"webhook\", \"settings\": {\"url\": \"%s/%s\"}, %s"
        .formatted(
            http.baseUrl(),
            path,
            "\"secrets\": {\"secret\": {\"value\": \"" + DestinationsTestResource.SECRET + "\"}}}");
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2("test-token").contentType(ContentType.JSON);
  }

  private static Handler collector(List<String> log) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        log.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
