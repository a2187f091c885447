package dev.leadlight.feedback.scorecard.shell;

import static dev.leadlight.feedback.Api.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.ScorecardReader;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class ScorecardResourceTest {

  private static final String YAML =
      """
      # on and no are text here
      id: %s
      tiers: [{name: hot, from: %d}, {name: no, from: 0}]
      groups:
        - id: interest
          rules: [{id: adds-to-cart, on: product_added, points: 25}]
      """;

  Infrastructure infrastructure;
  @Inject Database database;

  @BeforeEach
  @AfterEach
  void startWithNothing() {
    database
        .run("truncate scorecard_version", Tuple.tuple())
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  @Test
  void answersTheStarterBeforeAnythingWasPublished() {
    operator()
        .get("/v1/scorecards")
        .then()
        .statusCode(200)
        .body("scorecards.id", is(List.of("retail-starter")));
    operator()
        .get("/v1/scorecards/retail-starter")
        .then()
        .statusCode(200)
        .body("tiers[0].from", is(100));
    operator()
        .get("/v1/scorecards/retail-starter/versions")
        .then()
        .statusCode(200)
        .body("versions", empty());
    for (String path : List.of("/v1/scorecards/unknown", "/v1/scorecards/unknown/versions")) {
      operator().get(path).then().statusCode(404).contentType("application/problem+json");
    }
  }

  @Test
  void leavesTheChoiceToThePublisherWhetherLeadsOfAnotherTierAreTold() throws IOException {
    String document = YAML.formatted("sc-quiet", 80);
    operator()
        .contentType("application/yaml")
        .header("X-Announce", "false")
        .body(document.getBytes(StandardCharsets.UTF_8))
        .put("/v1/scorecards/sc-quiet")
        .then()
        .statusCode(200)
        .body("published.announce", is(false));
    Scorecard.Published published =
        Objects.requireNonNull(
            ScorecardReader.read(sent("sc-quiet").get(0)).orElseThrow().published());
    assertThat(published.isAnnounced()).isFalse();
  }

  @Test
  void putsACardOnTheTopicBeforeItAnswers() throws IOException {
    String answer =
        put("sc-yaml", YAML.formatted("sc-yaml", 80), "the season begins")
            .statusCode(200)
            .body("version", is(1))
            .body("published.by", is("operator"))
            .body("published.reason", is("the season begins"))
            .body("published.at", notNullValue())
            .body("published.announce", is(true))
            .extract()
            .asString();

    List<JsonNode> sent = sent("sc-yaml");
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0)).isEqualTo(ContractJson.mapper().readTree(answer));
    assertThat(ScorecardReader.read(sent.get(0)).orElseThrow().ref().version()).isEqualTo("1");
    operator().get("/v1/scorecards/sc-yaml").then().body("version", is(1));
  }

  @Test
  void countsVersionsAndListsTheCardInForceFirst() {
    put("sc-a", YAML.formatted("sc-a", 80), "one").body("version", is(1));
    put("sc-a", YAML.formatted("sc-a", 90), "two").body("version", is(2));
    put("sc-b", YAML.formatted("sc-b", 80), "three").body("version", is(1));

    operator()
        .get("/v1/scorecards")
        .then()
        .body("scorecards.id", is(List.of("sc-b", "sc-a")))
        .body("scorecards.version", is(List.of(1, 2)));
    operator().get("/v1/kpis").then().body("tiers.tier", hasItem("hot"));
  }

  @Test
  void makesNoNewVersionOfWhatIsInForce() throws IOException {
    put("sc-c", YAML.formatted("sc-c", 80), "one").body("version", is(1));
    put("sc-c", YAML.formatted("sc-c", 80), "again").body("version", is(1));
    put("sc-d", YAML.formatted("sc-d", 80), "another").body("version", is(1));
    put("sc-c", YAML.formatted("sc-c", 80), "back").body("version", is(2));

    assertThat(sent("sc-c")).hasSize(2);
  }

  @Test
  void takesBackWhatItAnswered() {
    String answer =
        put("sc-e", YAML.formatted("sc-e", 80), "one").statusCode(200).extract().asString();

    operator()
        .contentType(ContentType.JSON)
        .body(answer.replace("80", "85"))
        .put("/v1/scorecards/sc-e")
        .then()
        .statusCode(200)
        .body("version", is(2))
        .body("published.reason", is("one"))
        .body("tiers[0].from", is(85));
  }

  @Test
  void publishesNothingThatHasErrors() throws IOException {
    put("sc-bad", YAML.formatted("sc-bad", 80).replace("points: 25", "points: many"), "oops")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem("/groups/0/rules/0/points"));
    put("sc-bad", YAML.formatted("sc-other", 80), "oops")
        .statusCode(422)
        .body("errors.pointer", hasItem("/id"));
    put("sc-bad", "just words", "oops").statusCode(422);
    put("sc-bad", "{a: [", "oops").statusCode(400).body("detail", containsString("line"));
    put("sc-bad", " ", "oops").statusCode(400);
    put("sc-bad", YAML.formatted("sc-bad", 80), "x".repeat(501)).statusCode(400);

    assertThat(sent("sc-bad")).isEmpty();
  }

  @Test
  void checksWithoutPublishing() throws IOException {
    validate(YAML.formatted("sc-check", 80))
        .statusCode(200)
        .body("valid", is(true))
        .body("errors.size()", is(0))
        .body("warnings.size()", is(0));
    validate(YAML.formatted("sc-check", 80) + "tierMargin: 80\n")
        .statusCode(200)
        .body("valid", is(true))
        .body("warnings.pointer", hasItem("/tierMargin"));
    validate(YAML.formatted("sc-check", 80).replace("from: 0", "from: 90"))
        .statusCode(200)
        .body("valid", is(false))
        .body("errors.pointer", hasItem("/tiers/1/from"));
    validate("{a: [").statusCode(400);

    assertThat(sent("sc-check")).isEmpty();
  }

  @Test
  void isNotForEverybody() {
    given().get("/v1/scorecards").then().statusCode(401);
    given()
        .contentType("application/yaml")
        .body(new byte[] {1})
        .put("/v1/scorecards/x")
        .then()
        .statusCode(401);
    given()
        .contentType("application/yaml")
        .body(new byte[] {1})
        .post("/v1/scorecards/validate")
        .then()
        .statusCode(401);
  }

  private List<JsonNode> sent(String id) throws IOException {
    try (TopicRecords kafka = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      return kafka.in(Topics.SCORECARDS, record -> true).stream()
          .filter(record -> record.key().equals(id))
          .map(record -> json(record.value()))
          .toList();
    }
  }

  private static JsonNode json(byte[] value) {
    try {
      return ContractJson.mapper().readTree(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ValidatableResponse put(String id, String card, String reason) {
    return operator()
        .contentType("application/yaml")
        .header("X-Reason", reason)
        .body(card.getBytes(StandardCharsets.UTF_8))
        .put("/v1/scorecards/" + id)
        .then();
  }

  private static ValidatableResponse validate(String card) {
    return operator()
        .contentType("application/yaml")
        .body(card.getBytes(StandardCharsets.UTF_8))
        .post("/v1/scorecards/validate")
        .then();
  }
}
