package dev.leadlight.feedback.label.shell;

import static dev.leadlight.feedback.label.shell.LabelCalls.column;
import static dev.leadlight.feedback.label.shell.LabelCalls.hubSpot;
import static dev.leadlight.feedback.label.shell.LabelCalls.outcomes;
import static dev.leadlight.feedback.label.shell.LabelCalls.stage;
import static dev.leadlight.feedback.label.shell.LabelCalls.zigpoll;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.leadlight.feedback.database.shell.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused, with a reason, and counted. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class LabelRefusalsTest {

  @Inject Database database;

  @Test
  void refusesWhatIsForgedStaleTooLargeUnknownOrWrongAndCountsIt() {
    String right = zigpoll("l-2", "s-satisfaction", "9", "rob@example.com");
    given()
        .contentType(ContentType.JSON)
        .body(right)
        .post("/v1/surveys/zig")
        .then()
        .statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .header("X-Leadlight-Secret", "guessed")
        .body(right)
        .post("/v1/surveys/zig")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    zigpoll("{\"_id\": \"l-3\", \"x\": \"" + "x".repeat(1_000_000) + "\"}").statusCode(413);
    zigpoll("{\"_id\":").statusCode(400);
    zigpoll(zigpoll("l-4", "s-new", "9", "rob@example.com"))
        .statusCode(422)
        .body("errors.pointer", contains("/response"));
    zigpoll(zigpoll("l-5", "s-satisfaction", "11", "rob@example.com")).statusCode(422);
    zigpoll("[" + right + "," + zigpoll("l-6", "s-satisfaction", "9", "nobody") + "]")
        .statusCode(422)
        .body("errors.pointer", contains("/1/lead"));
    hubSpot(stage(1, "closedwon", Instant.now()), Instant.now().minusSeconds(400)).statusCode(401);
    given().post("/v1/surveys/hub").then().statusCode(404);
    given().post("/v1/crm/nobody").then().statusCode(404);

    outcomes("email:rob@example.com").body("outcomes", empty());
    assertThat(
            column(database, "select id from raw_label where source = 'zig' and id like '%l-2%'"))
        .isEmpty();
    String metrics = given().get("/q/metrics").then().extract().asString();
    for (String reason :
        List.of("forged", "malformed", "too_large", "unreadable", "question", "answer", "person")) {
      assertThat(metrics)
          .contains(
              "leadlight_feedback_labels_total{reason=\""
                  + reason
                  + "\",result=\"refused\",source=\"zig\"}");
    }
    assertThat(metrics).contains("reason=\"stale\",result=\"refused\",source=\"hub\"");
  }
}
