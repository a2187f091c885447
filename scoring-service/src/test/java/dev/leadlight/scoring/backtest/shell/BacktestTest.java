package dev.leadlight.scoring.backtest.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Shop;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Back-tests over HTTP, from a real log, kept in a real Redis. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class BacktestTest {

  /** Long before what other tests tell. */
  private static final Instant THEN = Instant.parse("2021-05-03T00:00:00Z");

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  private TopicRecords topics;
  private final Shop shop = Shop.withStarterCard();

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2("test-token").contentType("application/yaml");
  }

  private void publish(String signal, Instant when, String who) {
    ShopperEvent event = shop.event(signal, when, Map.of(), who);
    ShopperEvent unique =
        new ShopperEvent(
            UUID.randomUUID().toString(),
            event.signal(),
            event.identities(),
            event.channel(),
            event.source(),
            when,
            when,
            null,
            event.properties(),
            event.page(),
            event.traits(),
            event.consent(),
            null,
            null);
    topics.send(Topics.EVENTS, Shop.KEYS.keyOf(unique.identities().get(0)), unique);
  }

  private static Response begin(String yaml) {
    return caller().body(yaml.getBytes(StandardCharsets.UTF_8)).post("/v1/backtests");
  }

  /** Begins as soon as the one place is free. */
  private static String begun(String yaml) {
    Response[] last = new Response[1];
    soon()
        .until(
            () -> {
              last[0] = begin(yaml);
              return last[0].statusCode() != 429;
            });
    last[0].then().statusCode(202).header("Location", notNullValue());
    return last[0].path("id");
  }

  private static Response ended(String id) {
    soon().until(() -> !caller().get("/v1/backtests/" + id).path("state").equals("running"));
    return caller().get("/v1/backtests/" + id);
  }

  @Test
  void holdsADraftAgainstWhatHappened() {
    for (int i = 0; i < 20; i++) {
      String who = "user:bt-" + UUID.randomUUID();
      for (int c = 0; c < 4; c++) {
        publish("Product Added", THEN.plusSeconds(60L * c), who);
      }
      if (i < 15) {
        publish("Order Completed", THEN.plus(Duration.ofDays(2)), who);
      }
    }
    for (int i = 0; i < 30; i++) {
      publish("Product Viewed", THEN, "anonymous:bt-" + UUID.randomUUID());
    }
    topics.flush();
    String id =
        begun(
            """
            from: 2021-05-04T00:00:00Z
            to: 2021-05-11T00:00:00Z
            horizon: P7D
            scorecard:
              id: draft
              tiers: [{name: hot, from: 80}, {name: cold, from: 0}]
              conversion: {signal: [order_completed, pos_purchase], resets: []}
              groups: [{id: g, rules: [{id: adds, on: product_added, points: 20}]}]
            """);
    Response found = ended(id);
    found
        .then()
        .statusCode(200)
        .body("state", equalTo("finished"))
        .body("question.scorecard.id", equalTo("draft"))
        .body("finding.draft.predictions", equalTo(50))
        .body("finding.draft.tiers[0].predictions", equalTo(20))
        .body("finding.draft.tiers[0].rate", equalTo(0.75f))
        .body("finding.draft.tiers[0].lift", equalTo(2.5f))
        .body("finding.draft.tiers[0].recall", equalTo(1.0f))
        .body("finding.draft.prAuc", equalTo(0.75f))
        .body("finding.flips.to", hasItem("hot"))
        .body("finding.tierSizes.hot", equalTo(20))
        .body("read", equalTo(found.path("total")));
    assertThat(
            caller()
                .get("/v1/backtests/" + id + "/progress")
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .extract()
                .asString())
        .contains("\"state\":\"finished\"");
    caller()
        .get("/v1/backtests")
        .then()
        .statusCode(200)
        .body("backtests.id", hasItem(id))
        .body("backtests[0].finding", equalTo(null));
    caller().delete("/v1/backtests/" + id).then().statusCode(200);
  }

  @Test
  void thereIsOneAtATimeAndItCanBeCancelledFromAnywhere() {
    // As if another replica worked on one that it then forgets.
    redis.value(String.class).setex("ll:bl", 3, "another");
    begin("{}").then().statusCode(429).header("Retry-After", equalTo("30"));
    String id = begun("{}");
    caller().delete("/v1/backtests/" + id).then().statusCode(202);
    assertThat(ended(id).<String>path("state")).isIn("cancelled", "finished");
  }

  @Test
  void oneWhoseReplicaHasDiedIsInterrupted() {
    String id = begun("{}");
    String document = redis.value(String.class).get("ll:b:" + id);
    ended(id);
    redis.value(String.class).set("ll:b:" + id, document);
    caller().get("/v1/backtests/" + id).then().body("state", equalTo("interrupted"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    begin("to: yesterday\nhorizon: P2M\nevery: PT0S\nknowledge: all\noutcome: []\nfrim: 1")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem("/to"))
        .body("errors.pointer", hasItem("/horizon"))
        .body("errors.pointer", hasItem("/every"))
        .body("errors.pointer", hasItem("/knowledge"))
        .body("errors.pointer", hasItem("/outcome"))
        .body("errors.pointer", hasItem("/frim"));
    begin("scorecard: {id: d, tiers: [{name: a, from: 5}], groups: []}")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem(containsString("/scorecard/")));
    begin("from: 2021-05-10T00:00:00Z\nto: 2021-05-11T00:00:00Z")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/from"));
    begin("to: 2999-01-01T00:00:00Z").then().statusCode(422);
    begin("every: PT1H").then().statusCode(422).body("errors.pointer", hasItem("/every"));
    begin("a: [").then().statusCode(400).body("type", containsString("malformed-json"));
    begin("42").then().statusCode(400);
    caller().get("/v1/backtests/none").then().statusCode(404);
    caller().get("/v1/backtests/none/progress").then().statusCode(404);
    caller().delete("/v1/backtests/none").then().statusCode(404);
    given().body("{}").contentType("application/json").post("/v1/backtests").then().statusCode(401);
    given().get("/v1/backtests").then().statusCode(401);
  }

  @Test
  void aRuleThatPaysForTheOutcomeIsRefusedByName() {
    begin(
            """
            scorecard:
              id: draft
              tiers: [{name: hot, from: 80}, {name: cold, from: 0}]
              groups:
                - id: g
                  rules:
                    - {id: adds, on: product_added, points: 20}
                    - {id: bought, on: order_completed, points: 50}
            """)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/scorecard/groups/0/rules/1/on"))
        .body("errors.message", hasItem(containsString("bought")));
  }
}
