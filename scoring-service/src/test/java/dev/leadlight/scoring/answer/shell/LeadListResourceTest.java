package dev.leadlight.scoring.answer.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.MovableClock;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.shell.RedisRankStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, lookups, timelines and exports over a real Kafka and Redis. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class LeadListResourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Infrastructure infrastructure;
  @Inject MovableClock clock;
  @Inject RedisRankStore ranks;
  private final String name = "l-" + UUID.randomUUID();

  @AfterEach
  void now() {
    clock.ahead(Duration.ZERO);
  }

  private void carts(String who, int count) {
    carts(who, count, count);
  }

  private void carts(String who, int count, int altogether) {
    addToCart(who, count);
    soon()
        .untilAsserted(
            () ->
                viewer()
                    .get("/v1/leads/" + who)
                    .then()
                    .body("contributions[0].matches", equalTo(altogether)));
  }

  private void addToCart(String who, int count) {
    Instant now = Instant.now();
    try (TopicRecords topics = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      for (int i = 0; i < count; i++) {
        ShopperEvent event =
            Shop.withStarterCard().event("Product Added", now.minusSeconds(count - i), who);
        topics.send(Topics.EVENTS, who, Events.withId(event));
      }
      topics.flush();
    }
  }

  private static RequestSpecification viewer() {
    return given().auth().oauth2("test-token");
  }

  @Test
  void anAnswerAboutAMomentIsSentOnceUntilSomethingIsHeard() {
    carts("user:" + name, 1);
    String path = "/v1/leads/user:" + name + "?at=2030-01-01T00:00:00Z";
    String tag = viewer().get(path).then().statusCode(200).extract().header("ETag");
    viewer()
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
    viewer().header("If-None-Match", tag).get(path + "&explain=true").then().statusCode(200);
    viewer().get("/v1/leads/user:" + name).then().header("ETag", nullValue());

    carts("user:" + name, 1, 2);
    viewer()
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(tag)));
  }

  @Test
  void looksLeadsUpInTheOrderOfTheQuestion() {
    carts("user:" + name, 2);
    viewer()
        .contentType("application/json")
        .body(
            Map.of(
                "leads",
                List.of("user:nobody-" + name, "user:" + name, "email:" + name + "@x.org")))
        .post("/v1/leads/lookup")
        .then()
        .statusCode(200)
        .body("leads", hasSize(3))
        .body("leads.found", equalTo(List.of(false, true, false)))
        .body("leads[0]", hasKey("lead"))
        .body("leads[0].lead", nullValue())
        .body("leads[1].lead.identities", hasItem("user:" + name))
        .body("leads[1].lead.tier", equalTo("nurture"));
  }

  @Test
  void refusesMomentsBeforeTheHorizonOfExactEvidence() {
    String path = "/v1/leads/user:" + name;
    String dayBefore = Instant.now().minus(Duration.ofDays(1)).toString();
    addToCart("user:" + name, 600);
    soon()
        .untilAsserted(
            () ->
                viewer()
                    .queryParam("at", dayBefore)
                    .get(path)
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("detail", containsString("ask for that moment or a later one"))
                    .body("errors.parameter", equalTo(List.of("at"))));
    viewer()
        .contentType("application/json")
        .body(Map.of("leads", List.of("user:nobody-" + name, "user:" + name), "at", dayBefore))
        .post("/v1/leads/lookup")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/leads/1")));
    viewer().queryParam("at", Instant.now().toString()).get(path).then().statusCode(200);
  }

  @Test
  void refusesLookupsWithPointers() {
    viewer()
        .contentType("application/json")
        .body(Map.of("leads", List.of("user:u1", name + "@example.com")))
        .post("/v1/leads/lookup")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", equalTo(List.of("/leads/1")))
        .body("errors.message", not(hasItem(containsString(name))));
    viewer()
        .contentType("application/json")
        .body("{\"leads\": [\"user:u1\"")
        .post("/v1/leads/lookup")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    viewer()
        .contentType("application/json")
        .body("{\"leads\": \"user:u1\"}")
        .post("/v1/leads/lookup")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/leads")));
    viewer().contentType("application/json").post("/v1/leads/lookup").then().statusCode(422);
    viewer().contentType("text/plain").body("x").post("/v1/leads/lookup").then().statusCode(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/leads", "/v1/leads/user:u1/timeline", "/v1/leads/user:u1/export"})
  void nobodyReadsWithoutAToken(String path) {
    given().get(path).then().statusCode(401).contentType("application/problem+json");
  }

  @Test
  void listsLeadsByTheirScoreOfTheMomentInPages() {
    // Given
    for (int i = 0; i < 5; i++) {
      carts("user:" + name + "-" + i, 4 - i % 4);
    }
    // When
    List<Double> scores = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    String at = null;
    String cursor = null;
    do {
      RequestSpecification request = viewer().queryParam("limit", 2);
      JsonPath page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/leads")
              .then()
              .statusCode(200)
              .body("scorecard.id", equalTo("retail-starter"))
              .extract()
              .jsonPath();
      assertThat(at == null ? page.getString("at") : at).isEqualTo(page.getString("at"));
      at = page.getString("at");
      scores.addAll(page.getList("leads.score", Double.class));
      ids.addAll(page.getList("leads.leadId"));
      cursor = page.getString("next");
    } while (cursor != null);
    // Then
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
    for (int i = 1; i < scores.size(); i++) {
      assertThat(scores.get(i)).isLessThanOrEqualTo(scores.get(i - 1) + 0.012);
    }
    // And a month later the same people have faded out of the tier
    viewer()
        .queryParam("tier", "sales-ready")
        .get("/v1/leads")
        .then()
        .body("leads.identities.flatten()", hasItems("user:" + name + "-0", "user:" + name + "-4"));
    clock.ahead(Duration.ofDays(60));
    viewer().queryParam("tier", "sales-ready").get("/v1/leads").then().body("leads", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource({
    "cursor, x",
    "cursor, MTAwMCAxLjUgYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQ",
    "limit, 0",
    "limit, 201",
    "limit, ten",
    "tier, platinum",
    "segment, night-owl",
    "rfmGroup, nobody",
    "sort, name",
    "teir, nurture"
  })
  void refusesWrongParameters(String parameter, String value) {
    viewer()
        .queryParam(parameter, value)
        .get("/v1/leads")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.parameter", equalTo(List.of(parameter)));
  }

  @Test
  void everyLeadIsFoundByGoingThroughTheParts() {
    carts("user:" + name, 1);
    LeadId id = new LeadId(viewer().get("/v1/leads/user:" + name).jsonPath().getString("leadId"));
    Set<LeadId> all = new HashSet<>();
    for (int part = 0; part < ranks.parts(); part++) {
      String place = RedisRankStore.BEGINNING;
      while (place != null) {
        RedisRankStore.Page page = ranks.leads(part, place, 2).await().atMost(PATIENCE);
        all.addAll(page.leads());
        place = page.next();
      }
    }
    assertThat(all).contains(id);
  }

  @Test
  void tellsWhatHappenedAndHandsOutEverything() {
    carts("user:" + name, 2);
    viewer()
        .get("/v1/leads/user:" + name + "/timeline?limit=3")
        .then()
        .statusCode(200)
        .body("entries", hasSize(3))
        .body("entries.kind", hasItem("points"))
        .body("entries.rule", hasItem("adds-to-cart"));
    viewer()
        .get("/v1/leads/user:" + name + "/export")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString("attachment; filename=\"lead-"))
        .header("Cache-Control", equalTo("no-store"))
        .body("identities.identity", equalTo(List.of("user:" + name)))
        .body("evidence.'user:" + name + "'.conditions.rules.flatten()", hasItem("adds-to-cart"))
        .body("lead.tier", equalTo("nurture"))
        .body("messages", hasSize(2));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/leads/user:nobody/timeline, 404",
    "/v1/leads/user:nobody/export, 404",
    "/v1/leads/nobody/timeline, 400",
    "/v1/leads/user:nobody/timeline?cursor=x, 400",
    "/v1/leads/user:nobody/timeline?limit=0, 400"
  })
  void refusesWhatIsNotThere(String path, int status) {
    viewer().get(path).then().statusCode(status).contentType("application/problem+json");
  }
}
