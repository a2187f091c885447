package dev.leadlight.routing.destination.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.secret.KeyRing;
import dev.leadlight.routing.secret.SealedSecret;
import dev.leadlight.routing.secret.SecretRef;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;

/** Secrets of destinations: where they may lie, that nobody sees them, and that they are kept. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DestinationSecretsTest extends DestinationsByApi {

  private static final String CANARY = "canary-in-the-mine-of-secrets";
  private static final String CANARY_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));

  @Inject DestinationStore store;
  @Inject SecretRotationJob rotation;

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

  private StoredDestination stored(String id) {
    return done(store.all()).stream()
        .filter(each -> each.destination().id().equals(id))
        .findFirst()
        .orElseThrow();
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
