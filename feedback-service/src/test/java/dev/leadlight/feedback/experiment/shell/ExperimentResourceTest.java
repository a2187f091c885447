package dev.leadlight.feedback.experiment.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.experiment.Experiment;
import dev.leadlight.contracts.learning.FeatureCatalogue;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.history.shell.HistoryStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExperimentResourceTest {

  @Inject Database database;
  @Inject HistoryStore history;

  @BeforeEach
  void startWithNothing() {
    done(
        database.run(
            "truncate published_document, snapshot, lead_alias, conversion, scorecard_version",
            Tuple.tuple()));
  }

  @Test
  void startsChangesAndEnds() {
    String salt =
        put("carts", holdOut(0.1))
            .statusCode(200)
            .body("champion.id", is("retail-starter"))
            .body("holdOut", is(0.1f))
            .extract()
            .path("salt");
    String startedAt = operator().get("/v1/experiments/carts").path("startedAt");

    put("carts", holdOut(0.2))
        .statusCode(200)
        .body("salt", is(salt))
        .body("startedAt", is(startedAt))
        .body("sharesSince", notNullValue());
    String sharesSince = operator().get("/v1/experiments/carts").path("sharesSince");
    put("carts", holdOut(0.2)).statusCode(200).body("sharesSince", is(sharesSince));
    operator().get("/v1/experiments/carts/report").then().body("from", is(sharesSince));
    put("another", holdOut(0.1))
        .statusCode(409)
        .body("detail", is("The experiment carts is running; end it first."));

    operator().post("/v1/experiments/carts/end").then().statusCode(200);
    String ended = operator().get("/v1/experiments/carts").path("endedAt");
    operator().post("/v1/experiments/carts/end").then().body("endedAt", is(ended));
    put("carts", holdOut(0.1)).statusCode(409).body("detail", containsString("has ended"));
    put("another", holdOut(0.1)).statusCode(200);
    operator().get("/v1/experiments").then().body("experiments.id", contains("another", "carts"));
    operator().get("/v1/experiments/nobody").then().statusCode(404);
    operator().post("/v1/experiments/nobody/end").then().statusCode(404);
  }

  @Test
  void namesEveryPlaceThatIsWrong() {
    Map<String, Object> challenger =
        Map.of("arm", "cheaper", "share", 0.7, "scorecard", Map.of("id", "x"));
    put("wrong", Map.of("holdOut", 0.5, "challengers", List.of(challenger)))
        .statusCode(422)
        .body("errors.pointer", hasItem("/challengers"));
    operator().get("/v1/experiments/wrong").then().statusCode(404);
  }

  @Test
  void refusesACardWhoseTiersAreCalledOtherwise() {
    ObjectNode card = Scorecard.starterDocument().deepCopy();
    ((ObjectNode) card.get("tiers").get(0)).put("name", "hot");
    put(
            "wrong",
            Map.of("challengers", List.of(Map.of("arm", "hot", "share", 0.5, "scorecard", card))))
        .statusCode(422)
        .body("errors.pointer", contains("/challengers/0/scorecard/tiers"));
  }

  @Test
  void reportsFiguresAndASentence() {
    put(
            "carts",
            Map.of(
                "holdOut",
                0.2,
                "challengers",
                List.of(
                    Map.of(
                        "arm", "cheaper", "share", 0.4, "scorecard", Scorecard.starterDocument()))))
        .statusCode(200);
    done(
        database.run(
            "update published_document set document = jsonb_set(document::jsonb, '{startedAt}',"
                + " to_jsonb($1::text))::text",
            Tuple.of(
                Instant.now().minus(10, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "")));
    String soon = Instant.now().minus(5, ChronoUnit.DAYS).toString();
    under(Experiment.CHAMPION, seen("x-anna", soon, "nurture"));
    under("cheaper", seen("x-ben", soon, "nurture"));
    under(Experiment.HOLD_OUT, seen("x-cleo", soon, "nurture"));
    done(
        history.store(
            ordered(
                "x-anna",
                "x1",
                Instant.now().minus(4, ChronoUnit.DAYS).toString(),
                "nurture",
                "30.00",
                "EUR")));

    operator()
        .get("/v1/experiments/carts/report?hopedFor=0.2")
        .then()
        .statusCode(200)
        .body("arms.arm", contains("champion", "cheaper", "hold-out"))
        .body("arms.leads", contains(1, 1, 1))
        .body("arms[0].conversionRate", is(1.0f))
        .body("arms[0].revenuePerLead", is(30.0f))
        .body("arms[0].conversion", nullValue())
        .body("arms[1].conversion.absolute", is(-1.0f))
        .body("currency", is("EUR"))
        .body("hopedFor", is(0.2f))
        .body("verdict.sentence", notNullValue());
    operator().get("/v1/experiments/carts/report?hopedFor=0").then().statusCode(400);
    operator().get("/v1/experiments/nobody/report").then().statusCode(404);
  }

  @Test
  void aModelIsCheckedPublishedAndWithdrawn() {
    operator()
        .contentType("application/json")
        .body(Map.of("version", "1"))
        .put("/v1/models/purchase")
        .then()
        .statusCode(422);
    operator()
        .contentType("application/json")
        .body(
            """
            {"version": "1", "featuresVersion": %d, "trainedAt": "2026-11-01T00:00:00Z",
             "linear": {"intercept": -3.2, "terms": [
               {"feature": "deeds_7d", "coefficient": 0.08, "mean": 4.1}]}}
            """
                .formatted(FeatureCatalogue.standard().version()))
        .put("/v1/models/purchase")
        .then()
        .statusCode(200)
        .body("id", is("purchase"));
    operator().get("/v1/models").then().body("models.id", contains("purchase"));
    operator().delete("/v1/models/purchase").then().statusCode(204);
    operator().delete("/v1/models/purchase").then().statusCode(404);
    operator().get("/v1/models").then().body("models.size()", is(0));
  }

  @Test
  void aDraftGoesIntoTheShadowAndOut() {
    operator()
        .contentType("application/json")
        .body(Scorecard.starterDocument())
        .put("/v1/drafts/shadow")
        .then()
        .statusCode(200);
    operator()
        .contentType("application/json")
        .body(Map.of("id", "x"))
        .put("/v1/drafts/shadow")
        .then()
        .statusCode(422);
    operator().delete("/v1/drafts/shadow").then().statusCode(204);
  }

  private static ValidatableResponse put(String id, Object body) {
    return operator()
        .contentType("application/json")
        .body(body)
        .put("/v1/experiments/" + id)
        .then();
  }

  private static Map<String, Object> holdOut(double share) {
    return Map.of("holdOut", share);
  }

  private void under(String arm, FeatureSnapshot seen) {
    done(history.store(seen));
    done(database.run("update snapshot set arm = $1 where id = $2", Tuple.of(arm, seen.id())));
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(20));
  }
}
