package dev.leadlight.scoring.scorecard.shell;

import static dev.leadlight.scoring.LiveShop.ask;
import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.PublishedKey;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.worker.Workers;
import dev.leadlight.scoring.LiveShop;
import dev.leadlight.scoring.census.shell.CensusWorkflow;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published takes effect in a running service. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class PublishedCardsTest {

  Infrastructure infrastructure;
  @Inject CensusWorkflow census;
  @Inject MeterRegistry registry;
  private LiveShop live;

  @BeforeEach
  void connect() {
    live = new LiveShop(infrastructure);
  }

  @AfterEach
  void disconnect() {
    live.close();
  }

  @Test
  void aPublishedCardTakesEffectAtOnceAndRepricesWhatIsThere() throws IOException {
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 10);
    ObjectNode dearer = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) rule(dearer, "saves-to-wishlist")).put("points", 17);
    live.topics.publish(Topics.SCORECARDS, "retail-starter", dearer);
    awaitScore("user:" + live.user, T0, 17);
    live.topics.publish(Topics.SCORECARDS, "retail-starter", Map.of("id", "broken"));
    live.topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore("user:" + live.user, T0, 10);
    assertThat(live.topics.in(Topics.SCORECARDS.deadLetters(Topics.SCORING), r -> true))
        .isNotEmpty();
  }

  /** A long card takes a while to read, and event loops answer everybody's look-ups. */
  @Test
  void workersReadCards() {
    long before = begunWorks();
    withdraw(PublishedKey.SHADOW);
    soon().until(() -> begunWorks() > before);

    long known = begunWorks();
    given()
        .auth()
        .oauth2("test-token")
        .contentType("application/json")
        .body("{\"horizon\": \"long\"}")
        .post("/v1/backtests")
        .then()
        .statusCode(422);
    assertThat(begunWorks()).isGreaterThan(known);
  }

  private long begunWorks() {
    return registry.get("worker.pool.queue.delay").tag("pool.name", Workers.POOL).timer().count();
  }

  @SuppressWarnings("NullAway") // a record without a value withdraws
  private void withdraw(String key) {
    live.topics.publish(Topics.SCORECARDS, key, (byte[]) null);
  }

  private static JsonNode rule(JsonNode card, String id) {
    for (JsonNode group : card.get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        if (rule.get("id").asText().equals(id)) {
          return rule;
        }
      }
    }
    throw new AssertionError("no rule " + id);
  }

  @Test
  void modelsExperimentsAndADraftTakeEffectBesideTheCard() throws IOException {
    String who = "user:" + live.user;
    ObjectNode learned = Scorecard.starterDocument().deepCopy();
    learned.putObject("predictive").put("model", "m").put("weight", 0.5);
    live.topics.publish(Topics.SCORECARDS, "retail-starter", learned);
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), who));
    awaitScore(who, T0, 10);
    JsonNode model =
        ContractJson.readYaml(
            "{id: m, version: '1', featuresVersion: 2, trainedAt: '2026-01-01T00:00:00Z', linear:"
                + " {intercept: 0, terms: []}}");
    live.topics.publish(Topics.SCORECARDS, "model:m", model);
    awaitScore(who, T0, 35);
    ask(who, T0).then().body("predictive.status", equalTo("used"));

    ObjectNode draft = Scorecard.starterDocument().deepCopy();
    draft.put("version", "draft-" + live.user);
    ((ObjectNode) rule(draft, "saves-to-wishlist")).put("points", 70);
    ObjectNode trial = ContractJson.mapper().createObjectNode();
    trial
        .put("id", "e")
        .put("holdOut", 0)
        .put("salt", "s")
        .put("startedAt", "2026-01-01T00:00:00Z");
    trial.putObject("champion").put("id", "retail-starter").put("version", "1");
    trial
        .putArray("challengers")
        .addObject()
        .put("arm", "dear")
        .put("share", 1)
        .set("scorecard", draft);
    live.topics.publish(Topics.SCORECARDS, "experiment:e", trial);
    awaitScore(who, T0, 70);
    ask(who, T0).then().body("arm", equalTo("dear"));
    live.topics.publish(
        Topics.SCORECARDS, "experiment:e", trial.put("endedAt", "2026-02-01T00:00:00Z"));
    awaitScore(who, T0, 35);

    live.topics.publish(Topics.SCORECARDS, "shadow:draft", draft);
    soon()
        .untilAsserted(
            () -> {
              String another = who + UUID.randomUUID();
              live.publish(
                  live.event("Product Added to Wishlist", Instant.now(), Map.of(), another));
              given()
                  .auth()
                  .oauth2("test-token")
                  .get("/v1/shadow")
                  .then()
                  .statusCode(200)
                  .body("scorecard.version", equalTo("draft-" + live.user))
                  .body("changes[0].leads", greaterThan(0));
            });
    given().get("/v1/shadow").then().statusCode(401);
    withdraw("shadow:draft");
    withdraw("model:m");
    live.topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore(who, T0, 10);
    given().auth().oauth2("test-token").get("/v1/shadow").then().statusCode(404);
  }

  @Test
  void customersAreCountedAndCutIntoParts() {
    for (int i = 1; i <= 20; i++) {
      Map<String, Object> order = Map.of("order_id", "q" + i + live.user, "total", 10 * i);
      live.publish(
          live.event("Order Completed", after("PT" + i + "M"), order, "user:q" + i + live.user));
    }
    awaitScore("user:q20" + live.user, after("PT20M"), 20);
    ObjectNode card = Scorecard.starterDocument().deepCopy();
    ObjectNode rfm = card.putObject("value").putObject("rfm").put("quantiles", 2);
    rfm.putObject("points").putArray("monetary").add(1).add(100);
    live.topics.publish(Topics.SCORECARDS, "retail-starter", card);
    awaitScore("user:q20" + live.user, after("PT20M"), 0);
    census.round().await().atMost(Duration.ofSeconds(60));
    awaitScore("user:q20" + live.user, after("PT20M"), 100);
    awaitScore("user:q1" + live.user, after("PT20M"), 1);
    ask("user:q1" + live.user, after("PT20M")).then().body("rfm.boundaries", notNullValue());
    live.topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore("user:q20" + live.user, after("PT20M"), 20);
  }
}
