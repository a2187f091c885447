package dev.leadlight.scoring;

import static dev.leadlight.scoring.LiveShop.ask;
import static dev.leadlight.scoring.LiveShop.awaitScore;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  Infrastructure infrastructure;
  @Inject MovableClock clock;
  private LiveShop live;

  @BeforeEach
  void connect() {
    live = new LiveShop(infrastructure);
  }

  @AfterEach
  void comeBack() {
    live.close();
    clock.ahead(Duration.ZERO);
  }

  @Test
  void fourCartsMakeALeadSalesReadyAndSayWhy() {
    double points = 0;
    for (int i = 0; i < 4; i++) {
      live.publish(live.event("Product Added", T0.plusSeconds(i), Map.of(), "user:" + live.user));
      points += 25 * Math.pow(0.5, (3.0 - i) / Duration.ofDays(14).toSeconds());
    }
    awaitScore("user:" + live.user, T0.plusSeconds(3), points);
    Response answer = ask("user:" + live.user, T0.plusSeconds(3));
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
    String browser = "anonymous:a-" + live.user;
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), browser));
    live.publish(
        live.event(
            "Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user, browser));
    awaitScore("user:" + live.user, after("PT2M"), 20);
    awaitScore(browser, after("PT2M"), 20);
    live.publish(live.event("Product Added to Wishlist", after("PT3M"), Map.of(), browser));
    awaitScore("user:" + live.user, after("PT3M"), 30);
  }

  @Test
  void tellsATierChangeAndAnOrderOnce() {
    Instant now = Instant.now();
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(
          live.event("Product Added", now.minusSeconds(10 - i), Map.of(), "user:" + live.user));
    }
    events.add(
        live.event(
            "Order Completed",
            now.minusSeconds(5),
            Map.of("order_id", "o-" + live.user, "total", "129.90"),
            "user:" + live.user));
    live.publish(events.toArray(ShopperEvent[]::new));
    live.publish(events.toArray(ShopperEvent[]::new));
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        live.changesOf("user:" + live.user).stream().map(TierChange::id).distinct())
                    .hasSize(3));
    assertThat(
            live.changesOf("user:" + live.user).stream()
                .map(c -> c.from() + ">" + c.to())
                .distinct())
        .containsExactly("newsletter>nurture", "nurture>sales-ready", "sales-ready>newsletter");
    List<Conversion> conversions =
        live
            .topics
            .in(
                Topics.CONVERSIONS,
                r -> LiveShop.read(r, Conversion.class).orderId().equals("o-" + live.user))
            .stream()
            .map(record -> LiveShop.read(record, Conversion.class))
            .toList();
    assertThat(conversions.stream().map(Conversion::id).distinct()).hasSize(1);
    assertThat(conversions.get(0).tierBefore()).isEqualTo("sales-ready");
    assertThat(conversions.get(0).value()).isEqualByComparingTo("129.90");
  }

  @Test
  void aPoisonRecordIsPutAsideAndThePartitionGoesOn() {
    String key =
        Shop.KEYS.keyOf(live.event("x", T0, Map.of(), "user:" + live.user).identities().get(0));
    live.publish(live.event("Product Added to Wishlist", T0, Map.of(), "user:" + live.user));
    live.topics.publish(Topics.EVENTS, key, "no JSON".getBytes(StandardCharsets.UTF_8));
    live.topics.publish(Topics.EVENTS, key, Map.of("id", "m", "signal", ""));
    live.publish(
        live.event("Product Added to Wishlist", after("PT1M"), Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, after("PT1M"), 20);
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        live.topics.in(
                            Topics.EVENTS.deadLetters(Topics.SCORING), r -> key.equals(r.key())))
                    .hasSize(2)
                    .allSatisfy(
                        record ->
                            assertThat(record.headers().lastHeader("dead-letter-reason"))
                                .isNotNull()));
  }

  @Test
  void manyLeadsInAnyOrderEqualThePureFold() {
    Random random = new Random(7);
    List<ShopperEvent> events = new ArrayList<>();
    List<String> signals =
        List.of("Product Added", "Product Viewed", "Product Added to Wishlist", "Email Opened");
    for (int i = 0; i < 3000; i++) {
      String name = live.user + "-" + random.nextInt(40);
      String[] who =
          random.nextBoolean()
              ? new String[] {"user:" + name}
              : new String[] {"user:" + name, "anonymous:a-" + name};
      Instant when = T0.plusSeconds(random.nextInt(90_000));
      events.add(live.event(signals.get(random.nextInt(4)), when, Map.of(), who));
    }
    Collections.shuffle(events, random);
    live.publish(events.toArray(ShopperEvent[]::new));
    live.shop.at(after("P2D")).send(events.toArray(ShopperEvent[]::new));
    for (int i = 0; i < 40; i++) {
      String lead = "user:" + live.user + "-" + i;
      awaitScore(lead, after("P2D"), live.shop.ask(lead, after("P2D")).score());
    }
  }

  @Test
  void aSilentLeadFallsByItself() {
    Instant now = Instant.now();
    for (int i = 0; i < 4; i++) {
      live.publish(
          live.event("Product Added", now.minusSeconds(4 - i), Map.of(), "user:" + live.user));
    }
    soon()
        .until(
            () ->
                given().auth().oauth2("test-token").get("/v1/leads/user:" + live.user).path("tier"),
            equalTo("sales-ready"));
    Instant fall = Instant.parse(ask("user:" + live.user, now.plusSeconds(1)).path("next.at"));
    clock.ahead(Duration.between(Instant.now(), fall));
    soon()
        .untilAsserted(
            () ->
                assertThat(live.changesOf("user:" + live.user))
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
    live.publish(live.event("Identified", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 0);
    String body = ask("user:" + live.user, T0).asString();
    assertThat(body)
        .contains("\"next\":null", "\"contributions\":[]", "\"lastOrderAt\":null")
        .contains("\"segments\":[]", "\"rfmGroup\":null")
        .doesNotContain("\"missing\"");
  }

  @Test
  void whatIsMissingIsToldToThoseWhoAsk() {
    live.publish(live.event("Product Added", T0, Map.of(), "user:" + live.user));
    awaitScore("user:" + live.user, T0, 25);
    given()
        .auth()
        .oauth2("test-token")
        .queryParam("at", T0.toString())
        .queryParam("explain", true)
        .get("/v1/leads/user:" + live.user)
        .then()
        .body("missing.tier", equalTo("nurture"))
        .body("missing.points", equalTo(25f))
        .body("missing.ways[0].steps[0].rule", equalTo("adds-to-cart"))
        .body("missing.ways[0].steps[0].on", equalTo(List.of("product_added")))
        .body(
            "missing.sentence",
            equalTo("One more “product added” (adds to cart) would make this lead nurture."));
  }

  @Test
  void refusesWhatItCannotAnswer() {
    given().get("/v1/leads/user:x").then().statusCode(401).contentType("application/problem+json");
    given().auth().oauth2("wrong").get("/v1/leads/user:x").then().statusCode(401);
    ask("user:nobody-" + live.user, T0)
        .then()
        .statusCode(404)
        .body("type", containsString("not-found"));
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
