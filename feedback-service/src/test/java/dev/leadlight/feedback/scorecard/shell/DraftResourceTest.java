package dev.leadlight.feedback.scorecard.shell;

import static dev.leadlight.feedback.Api.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.leadlight.feedback.database.shell.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a draft to a card in force, and back. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DraftResourceTest {

  private static final String YAML =
      """
      id: drafted
      tiers: [{name: hot, from: 80}, {name: cold, from: 0}]
      groups:
        - id: interest
          rules: [{id: adds-to-cart, on: product_added, points: %s}]
      """;
  private static final String DRAFTS = "/v1/scorecards/drafted/drafts";
  private static final String VERSIONS = "/v1/scorecards/drafted/versions";

  @Inject Database database;

  @BeforeEach
  @AfterEach
  void startWithNothing() {
    database
        .run("truncate scorecard_version, scorecard_draft cascade", Tuple.tuple())
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  @Test
  void aChangedWeightIsReadPublishedAndTakenBack() {
    // Given
    publish(begin("25"), "\"1\"").statusCode(200).body("version", is(1));
    int draft =
        number(
            operator()
                .contentType("application/json")
                .post(DRAFTS)
                .then()
                .statusCode(201)
                .body("basedOn", is("1")));

    // When
    save(draft, "\"1\"", "30").statusCode(200).header("ETag", is("\"2\"")).body("valid", is(true));

    // Then
    diff("latest", "draft-" + draft)
        .statusCode(200)
        .body("from", is("1"))
        .body("changes.sentence", contains("adds-to-cart is worth 30 points instead of 25 points"))
        .body("changes.pointer", contains("/groups/0/rules/0/points"));
    publish(draft, "\"2\"").statusCode(200).body("version", is(2));
    operator()
        .header("X-Announce", "false")
        .post(VERSIONS + "/1/restoration")
        .then()
        .statusCode(200)
        .body("version", is(3))
        .body("published.reason", is("back to version 1"))
        .body("published.announce", is(false))
        .body("groups[0].rules[0].points", is(25));
    diff("1", "3").body("changes", empty());
    operator()
        .get(VERSIONS + "?limit=2")
        .then()
        .body("versions.version", contains(3, 2))
        .body("versions.isInForce", contains(true, false))
        .body("versions[0].origin.restored", is("1"))
        .body("versions[1].origin.draft", is(draft))
        .body("versions[1].reason", is("spring"))
        .body("versions[1].by", is("operator"))
        .body("next", is(2));
    operator().get(VERSIONS + "?before=2").then().body("versions.version", contains(1));
    operator().get(VERSIONS + "/2").then().body("groups[0].rules[0].points", is(30));
  }

  @Test
  void aDraftMayBeWrongButIsNotPublishedSo() {
    int draft = number(begin("many").body("valid", is(false)));

    operator()
        .get(DRAFTS + "/" + draft)
        .then()
        .body("errors.pointer", hasItem("/groups/0/rules/0/points"));
    publish(draft, "\"1\"")
        .statusCode(422)
        .body("errors.pointer", hasItem("/groups/0/rules/0/points"));
    diff("starter", "draft-" + draft).statusCode(422);
    operator()
        .header("If-Match", "\"1\"")
        .contentType("application/yaml")
        .body(bytes(YAML.formatted("5") + "tierMargin: 80\n"))
        .put(DRAFTS + "/" + draft)
        .then()
        .body("valid", is(true))
        .body("warnings.pointer", hasItem("/tierMargin"));
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotRead() {
    int draft = number(begin("25"));
    save(draft, "\"1\"", "26").statusCode(200);

    save(draft, "\"1\"", "27").statusCode(412).contentType("application/problem+json");
    save(draft, "", "27").statusCode(428);
    publish(draft, "\"1\"").statusCode(412);
    operator().header("If-Match", "\"1\"").delete(DRAFTS + "/" + draft).then().statusCode(412);
    operator().header("If-Match", "\"2\"").delete(DRAFTS + "/" + draft).then().statusCode(204);
    operator().get(DRAFTS + "/" + draft).then().statusCode(404);
  }

  @Test
  void aPublishedDraftIsHistory() {
    int draft = number(begin("25"));
    publish(draft, "\"1\"").body("version", is(1));

    publish(draft, "\"1\"").statusCode(200).body("version", is(1));
    save(draft, "\"1\"", "30").statusCode(409);
    operator()
        .get(DRAFTS)
        .then()
        .body("drafts.number", contains(draft))
        .body("drafts.publishedVersion", contains(1))
        .body("next", nullValue());
  }

  @Test
  void anApprovalIsSomebodyElsesAndOfOneContent() {
    int draft = number(begin("25"));
    String approval = DRAFTS + "/" + draft + "/approval";
    operator().header("If-Match", "\"1\"").put(approval).then().statusCode(403);

    approveAsDeputy(draft, "\"1\"").statusCode(200).body("approvedBy", is("deputy"));
    save(draft, "\"1\"", "30").body("approvedBy", nullValue());
  }

  @Test
  void whereFourEyesAreAskedForNobodyPublishesAlone() {
    System.setProperty(SwitchedRegistry.APPROVAL_NEEDED, "true");
    try {
      int draft = number(begin("25"));
      publish(draft, "\"1\"").statusCode(409).contentType("application/problem+json");
      operator()
          .contentType("application/yaml")
          .body(bytes(YAML.formatted("25")))
          .put("/v1/scorecards/drafted")
          .then()
          .statusCode(409);

      approveAsDeputy(draft, "\"1\"").statusCode(200);
      save(draft, "\"1\"", "30").statusCode(200);
      publish(draft, "\"2\"").statusCode(409); // it was other content that was approved
      approveAsDeputy(draft, "\"2\"").statusCode(200);

      publish(draft, "\"2\"").statusCode(200).body("version", is(1));
      operator().get(VERSIONS + "/1").then().body("groups[0].rules[0].points", is(30));
    } finally {
      System.clearProperty(SwitchedRegistry.APPROVAL_NEEDED);
    }
  }

  private static ValidatableResponse approveAsDeputy(int draft, String ifMatch) {
    return given()
        .header("Authorization", "Bearer " + deputy())
        .header("If-Match", ifMatch)
        .put(DRAFTS + "/" + draft + "/approval")
        .then();
  }

  @Test
  void refusesWhatMakesNoSense() {
    operator().get("/v1/scorecards/drafted/diff?from=x&to=1").then().statusCode(400);
    operator().get("/v1/scorecards/drafted/diff?to=99").then().statusCode(404);
    operator().get(DRAFTS + "/999").then().statusCode(404);
    operator().get(DRAFTS + "/x").then().statusCode(404);
    operator().get(DRAFTS + "?limit=0").then().statusCode(400);
    operator().get(DRAFTS + "?before=x").then().statusCode(400);
    operator().get(VERSIONS + "?before=x").then().statusCode(400);
    operator()
        .header("X-Announce", "yes")
        .post(VERSIONS + "/1/restoration")
        .then()
        .statusCode(400)
        .body("errors.parameter", contains("X-Announce"));
    operator()
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .post("/v1/scorecards/a%20b/drafts")
        .then()
        .statusCode(201);
    operator().get(VERSIONS + "/99").then().statusCode(404);
    operator().post(VERSIONS + "/99/restoration").then().statusCode(404);
    operator()
        .contentType("application/yaml")
        .body(bytes("[1]"))
        .post(DRAFTS)
        .then()
        .statusCode(422);
    operator()
        .contentType("application/yaml")
        .body(bytes("{a: ["))
        .post(DRAFTS)
        .then()
        .statusCode(400);
    number(
        operator()
            .contentType("application/yaml")
            .body(bytes("id: other\ntiers: []"))
            .post(DRAFTS)
            .then()
            .body("errors.pointer", hasItem("/id"))
            .body("errors", not(empty())));
  }

  private static int number(ValidatableResponse draft) {
    int number = draft.extract().path("number");
    assertThat(number).isPositive();
    return number;
  }

  private static ValidatableResponse begin(String points) {
    return operator()
        .contentType("application/yaml")
        .body(bytes(YAML.formatted(points)))
        .post(DRAFTS)
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse save(int draft, String ifMatch, String points) {
    return operator()
        .header("If-Match", ifMatch)
        .contentType("application/yaml")
        .body(bytes(YAML.formatted(points)))
        .put(DRAFTS + "/" + draft)
        .then();
  }

  private static ValidatableResponse publish(ValidatableResponse draft, String ifMatch) {
    return publish(number(draft), ifMatch);
  }

  private static ValidatableResponse publish(int draft, String ifMatch) {
    return operator()
        .header("If-Match", ifMatch)
        .header("X-Reason", "spring")
        .post(DRAFTS + "/" + draft + "/publication")
        .then();
  }

  private static ValidatableResponse diff(String from, String to) {
    return operator().get("/v1/scorecards/drafted/diff?from=" + from + "&to=" + to).then();
  }

  private static String deputy() {
    return operator()
        .contentType("application/json")
        .body(Map.of("name", "deputy", "role", "admin"))
        .post("/v1/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
