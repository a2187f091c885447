package dev.leadlight.scoring;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.census.shell.CensusWorkflow;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events from a real Kafka, leads in a real Redis, answers over HTTP. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class ScoringTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  @Inject MovableClock clock;
  @Inject CensusWorkflow census;
  private TopicRecords topics;
  private final Shop shop = Shop.withStarterCard();
  private final String user = "u-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void everythingRunsAgain() {
    infrastructure.server(ServerKind.REDIS).start();
    infrastructure.server(ServerKind.KAFKA).start();
    topics.close();
    clock.ahead(Duration.ZERO);
  }

  /** An event with an id of its own, also known to the pure shop. */
  private ShopperEvent event(
      String signal, Instant when, Map<String, Object> properties, String... identities) {
    ShopperEvent event = shop.event(signal, when, properties, identities);
    return new ShopperEvent(
        UUID.randomUUID().toString(),
        event.signal(),
        event.identities(),
        event.channel(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        event.properties(),
        event.page(),
        event.traits(),
        event.consent(),
        event.value(),
        event.currency());
  }

  private void publish(ShopperEvent... events) {
    for (ShopperEvent event : events) {
      topics.send(Topics.EVENTS, Shop.KEYS.keyOf(event.identities().get(0)), event);
    }
    topics.flush();
  }

  private static Response ask(String lead, Instant at) {
    return given()
        .auth()
        .oauth2("test-token")
        .queryParam("at", at.toString())
        .get("/v1/leads/" + lead);
  }

  private static void awaitScore(String lead, Instant at, double score) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(scoreOf(lead, at)).isCloseTo(score, within(1e-9)));
  }

  private static double scoreOf(String lead, Instant at) throws IOException {
    String body = ask(lead, at).then().statusCode(200).extract().asString();
    return ContractJson.mapper().readTree(body).get("score").asDouble();
  }

  private List<TierChange> changesOf(String identity) {
    String lead = ask(identity, T0).jsonPath().getString("leadId");
    // Nobody knows the lead yet, while nothing of it is folded.
    return topics.in(Topics.TIER_CHANGES, record -> record.key().equals(lead)).stream()
        .map(record -> read(record, TierChange.class))
        .toList();
  }

  private static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
    try {
      return ContractJson.read(record.value(), type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void fourCartsMakeALeadSalesReadyAndSayWhy() {
    double points = 0;
    for (int i = 0; i < 4; i++) {
      publish(event("Product Added", T0.plusSeconds(i), Map.of(), "user:" + user));
      points += 25 * Math.pow(0.5, (3.0 - i) / Duration.ofDays(14).toSeconds());
    }
    awaitScore("user:" + user, T0.plusSeconds(3), points);
    Response answer = ask("user:" + user, T0.plusSeconds(3));
    answer
        .then()
        .body("tier", equalTo("sales-ready"))
        .body("contributions.rule", hasItem("adds-to-cart"))
        .body("contributions[0].matches", equalTo(4))
        .body("next.tier", equalTo("nurture"))
        .body("scorecard.id", equalTo("retail-starter"));
  }

  @Test
  void anonymousBehaviourBecomesTheUsers() {
    String browser = "anonymous:a-" + user;
    publish(event("Product Added to Wishlist", T0, Map.of(), browser));
    publish(event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + user, browser));
    awaitScore("user:" + user, after("PT2M"), 20);
    awaitScore(browser, after("PT2M"), 20);
    publish(event("Product Added to Wishlist", after("PT3M"), Map.of(), browser));
    awaitScore("user:" + user, after("PT3M"), 30);
  }

  @Test
  void tellsATierChangeAndAnOrderOnce() {
    Instant now = Instant.now();
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(event("Product Added", now.minusSeconds(10 - i), Map.of(), "user:" + user));
    }
    events.add(
        event(
            "Order Completed",
            now.minusSeconds(5),
            Map.of("order_id", "o-" + user, "total", "129.90"),
            "user:" + user));
    publish(events.toArray(ShopperEvent[]::new));
    publish(events.toArray(ShopperEvent[]::new));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(changesOf("user:" + user).stream().map(TierChange::id).distinct())
                    .hasSize(3));
    assertThat(changesOf("user:" + user).stream().map(c -> c.from() + ">" + c.to()).distinct())
        .containsExactly("newsletter>nurture", "nurture>sales-ready", "sales-ready>newsletter");
    List<Conversion> conversions =
        topics
            .in(Topics.CONVERSIONS, r -> read(r, Conversion.class).orderId().equals("o-" + user))
            .stream()
            .map(record -> read(record, Conversion.class))
            .toList();
    assertThat(conversions.stream().map(Conversion::id).distinct()).hasSize(1);
    assertThat(conversions.get(0).tierBefore()).isEqualTo("sales-ready");
    assertThat(conversions.get(0).value()).isEqualByComparingTo("129.90");
  }

  @Test
  void aPoisonRecordIsPutAsideAndThePartitionGoesOn() {
    String key = Shop.KEYS.keyOf(event("x", T0, Map.of(), "user:" + user).identities().get(0));
    publish(event("Product Added to Wishlist", T0, Map.of(), "user:" + user));
    topics.publish(Topics.EVENTS, key, "no JSON".getBytes(StandardCharsets.UTF_8));
    topics.publish(Topics.EVENTS, key, Map.of("id", "m", "signal", ""));
    publish(event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + user));
    awaitScore("user:" + user, after("PT1M"), 20);
    assertThat(topics.in(Topics.EVENTS.deadLetters(Topics.SCORING), r -> key.equals(r.key())))
        .hasSize(2)
        .allSatisfy(
            record -> assertThat(record.headers().lastHeader("dead-letter-reason")).isNotNull());
  }

  @Test
  void aPublishedCardTakesEffectAtOnceAndRepricesWhatIsThere() throws IOException {
    publish(event("Product Added to Wishlist", T0, Map.of(), "user:" + user));
    awaitScore("user:" + user, T0, 10);
    ObjectNode dearer = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) rule(dearer, "saves-to-wishlist")).put("points", 17);
    topics.publish(Topics.SCORECARDS, "retail-starter", dearer);
    awaitScore("user:" + user, T0, 17);
    topics.publish(Topics.SCORECARDS, "retail-starter", Map.of("id", "broken"));
    topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore("user:" + user, T0, 10);
    assertThat(topics.in(Topics.SCORECARDS.deadLetters(Topics.SCORING), r -> true)).isNotEmpty();
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
    String who = "user:" + user;
    ObjectNode learned = Scorecard.starterDocument().deepCopy();
    learned.putObject("predictive").put("model", "m").put("weight", 0.5);
    topics.publish(Topics.SCORECARDS, "retail-starter", learned);
    publish(event("Product Added to Wishlist", T0, Map.of(), who));
    awaitScore(who, T0, 10);
    JsonNode model =
        ContractJson.readYaml(
            "{id: m, version: '1', featuresVersion: 2, trainedAt: '2026-01-01T00:00:00Z', linear:"
                + " {intercept: 0, terms: []}}");
    topics.publish(Topics.SCORECARDS, "model:m", model);
    awaitScore(who, T0, 35);
    ask(who, T0).then().body("predictive.status", equalTo("used"));

    ObjectNode draft = Scorecard.starterDocument().deepCopy();
    draft.put("version", "draft-" + user);
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
    topics.publish(Topics.SCORECARDS, "experiment:e", trial);
    awaitScore(who, T0, 70);
    ask(who, T0).then().body("arm", equalTo("dear"));
    topics.publish(Topics.SCORECARDS, "experiment:e", trial.put("endedAt", "2026-02-01T00:00:00Z"));
    awaitScore(who, T0, 35);

    topics.publish(Topics.SCORECARDS, "shadow:draft", draft);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String another = who + UUID.randomUUID();
              publish(event("Product Added to Wishlist", Instant.now(), Map.of(), another));
              given()
                  .auth()
                  .oauth2("test-token")
                  .get("/v1/shadow")
                  .then()
                  .statusCode(200)
                  .body("scorecard.version", equalTo("draft-" + user))
                  .body("changes[0].leads", greaterThan(0));
            });
    given().get("/v1/shadow").then().statusCode(401);
    topics.publish(Topics.SCORECARDS, "shadow:draft", (byte[]) null);
    topics.publish(Topics.SCORECARDS, "model:m", (byte[]) null);
    topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore(who, T0, 10);
    given().auth().oauth2("test-token").get("/v1/shadow").then().statusCode(404);
  }

  @Test
  void customersAreCountedAndCutIntoParts() {
    for (int i = 1; i <= 20; i++) {
      Map<String, Object> order = Map.of("order_id", "q" + i + user, "total", 10 * i);
      publish(event("Order Completed", after("PT" + i + "M"), order, "user:q" + i + user));
    }
    awaitScore("user:q20" + user, after("PT20M"), 20);
    ObjectNode card = Scorecard.starterDocument().deepCopy();
    ObjectNode rfm = card.putObject("value").putObject("rfm").put("quantiles", 2);
    rfm.putObject("points").putArray("monetary").add(1).add(100);
    topics.publish(Topics.SCORECARDS, "retail-starter", card);
    awaitScore("user:q20" + user, after("PT20M"), 0);
    census.round().await().atMost(PATIENCE);
    awaitScore("user:q20" + user, after("PT20M"), 100);
    awaitScore("user:q1" + user, after("PT20M"), 1);
    ask("user:q1" + user, after("PT20M")).then().body("rfm.boundaries", notNullValue());
    topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    awaitScore("user:q20" + user, after("PT20M"), 20);
  }

  @Test
  void whileRedisIsAwayHttpSaysTryAgainAndNoEventIsLost() {
    publish(event("Product Added to Wishlist", T0, Map.of(), "user:" + user));
    awaitScore("user:" + user, T0, 10);
    infrastructure.server(ServerKind.REDIS).kill();
    publish(event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + user));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                ask("user:" + user, T0)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue()));
    await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 503);
    infrastructure.server(ServerKind.REDIS).start();
    awaitScore("user:" + user, after("PT1M"), 20);
    await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void aRedisThatComesBackEmptyIsFilledAgainFromTheEventLog() {
    for (int i = 0; i < 3; i++) {
      publish(event("Product Added to Wishlist", T0.plusSeconds(i), Map.of(), "user:" + user));
    }
    awaitScore("user:" + user, after("PT1M"), 30);
    redis.flushall();
    publish(event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + user));
    awaitScore("user:" + user, after("PT1M"), 40);
  }

  @Test
  void manyLeadsInAnyOrderEqualThePureFold() {
    Random random = new Random(7);
    List<ShopperEvent> events = new ArrayList<>();
    List<String> signals =
        List.of("Product Added", "Product Viewed", "Product Added to Wishlist", "Email Opened");
    for (int i = 0; i < 3000; i++) {
      String name = user + "-" + random.nextInt(40);
      String[] who =
          random.nextBoolean()
              ? new String[] {"user:" + name}
              : new String[] {"user:" + name, "anonymous:a-" + name};
      Instant when = T0.plusSeconds(random.nextInt(90_000));
      events.add(event(signals.get(random.nextInt(4)), when, Map.of(), who));
    }
    Collections.shuffle(events, random);
    publish(events.toArray(ShopperEvent[]::new));
    shop.at(after("P2D")).send(events.toArray(ShopperEvent[]::new));
    for (int i = 0; i < 40; i++) {
      String lead = "user:" + user + "-" + i;
      awaitScore(lead, after("P2D"), shop.ask(lead, after("P2D")).score());
    }
  }

  @Test
  void aSilentLeadFallsByItself() {
    Instant now = Instant.now();
    for (int i = 0; i < 4; i++) {
      publish(event("Product Added", now.minusSeconds(4 - i), Map.of(), "user:" + user));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> given().auth().oauth2("test-token").get("/v1/leads/user:" + user).path("tier"),
            equalTo("sales-ready"));
    Instant fall = Instant.parse(ask("user:" + user, now.plusSeconds(1)).path("next.at"));
    clock.ahead(Duration.between(Instant.now(), fall));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(changesOf("user:" + user))
                    .last()
                    .satisfies(
                        change -> {
                          assertThat(change.to()).isEqualTo("nurture");
                          assertThat(change.cause())
                              .isEqualTo(new Cause(Cause.Kind.TIME, fall.toString(), null));
                        }));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("leadlight_scoring_wakeups_due"))
        .body(containsString("leadlight_scoring_wakeups_oldest_lateness_seconds"))
        .body(containsString("leadlight_scoring_wakeups_total{outcome=\"fired\""));
  }

  @Test
  void aLeadWithoutScoredEventsIsKnownAndSaysNullWhereNothingIs() {
    publish(event("Identified", T0, Map.of(), "user:" + user));
    awaitScore("user:" + user, T0, 0);
    String body = ask("user:" + user, T0).asString();
    assertThat(body)
        .contains("\"next\":null", "\"contributions\":[]", "\"lastOrderAt\":null")
        .contains("\"segments\":[]", "\"rfmGroup\":null")
        .doesNotContain("\"missing\"");
  }

  @Test
  void whatIsMissingIsToldToThoseWhoAsk() {
    publish(event("Product Added", T0, Map.of(), "user:" + user));
    awaitScore("user:" + user, T0, 25);
    given()
        .auth()
        .oauth2("test-token")
        .queryParam("at", T0.toString())
        .queryParam("explain", true)
        .get("/v1/leads/user:" + user)
        .then()
        .body("missing.tier", equalTo("nurture"))
        .body("missing.points", equalTo(25f))
        .body("missing.ways[0].steps[0].rule", equalTo("adds-to-cart"))
        .body("missing.ways[0].steps[0].on", equalTo(List.of("product_added")))
        .body(
            "missing.sentence",
            equalTo("One more “product added” (adds-to-cart) would make this lead nurture."));
  }

  private static Response unmerge(String lead, Object body) {
    return given()
        .auth()
        .oauth2("test-token")
        .contentType("application/json")
        .body(body)
        .post("/v1/leads/" + lead + "/unmerge");
  }

  private static Map<String, Object> leaving(String... identities) {
    return Map.of("identities", List.of(identities));
  }

  @Test
  void aWrongLinkIsUndone() {
    String browser = "anonymous:a-" + user;
    publish(event("Product Added to Wishlist", T0, Map.of(), browser));
    ShopperEvent link =
        event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + user, browser);
    publish(link);
    awaitScore(browser, after("PT2M"), 20);
    String lead = ask("user:" + user, T0).path("leadId");
    for (int i = 0; i < 2; i++) {
      unmerge("user:" + user, leaving(browser))
          .then()
          .statusCode(200)
          .body("lead.leadId", equalTo(lead))
          .body("lead.identities", equalTo(List.of("user:" + user)))
          .body("separated.identities", equalTo(List.of(browser)));
    }
    publish(link);
    publish(event("Product Added to Wishlist", after("PT2M"), Map.of(), browser));
    awaitScore(browser, after("PT3M"), 20);
    awaitScore("user:" + user, after("PT3M"), 10);
    assertThat(
            topics.in(
                Topics.SNAPSHOTS,
                record -> lead.equals(text(read(record, FeatureSnapshot.class).separatedFrom()))))
        .isNotEmpty();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  @Test
  void refusesPartingsThatMakeNoSense() {
    publish(event("Product Added to Wishlist", T0, Map.of(), "user:" + user));
    awaitScore("user:" + user, T0, 10);
    given()
        .contentType("application/json")
        .body(leaving("user:x"))
        .post("/v1/leads/user:x/unmerge")
        .then()
        .statusCode(401);
    unmerge("user:nobody-" + user, leaving("user:x")).then().statusCode(404);
    unmerge("shoe:size", leaving("user:x")).then().statusCode(400);
    unmerge("user:" + user, leaving("anonymous:x"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo("/identities/0"));
    unmerge("user:" + user, leaving("user:" + user))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities"));
    unmerge("user:" + user, leaving("user:" + user, "size"))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities/1"));
    unmerge("user:" + user, Map.of())
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/identities"));
  }

  @Test
  void refusesWhatItCannotAnswer() {
    given().get("/v1/leads/user:x").then().statusCode(401).contentType("application/problem+json");
    given().auth().oauth2("wrong").get("/v1/leads/user:x").then().statusCode(401);
    ask("user:nobody-" + user, T0).then().statusCode(404).body("type", containsString("not-found"));
    ask("shoe:size", T0).then().statusCode(400).body("errors[0].parameter", equalTo("lead"));
    ask("lead:short", T0).then().statusCode(400);
    given()
        .auth()
        .oauth2("test-token")
        .queryParam("at", "yesterday")
        .get("/v1/leads/user:x")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("at"));
    given()
        .auth()
        .oauth2("test-token")
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
