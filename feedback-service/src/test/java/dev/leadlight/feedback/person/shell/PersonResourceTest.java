package dev.leadlight.feedback.person.shell;

import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.delivered;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.ordered;
import static dev.leadlight.feedback.Fixtures.seen;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class PersonResourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Infrastructure infrastructure;

  @Test
  void handsOutAllThatIsHeldAboutAPersonAndNobodyElseAndNotesIt() {
    given()
        .contentType(ContentType.JSON)
        .header("X-Leadlight-Secret", "zigpoll-secret")
        .body(
            """
            {"_id": "p-1", "pollId": "p", "slideId": "s-satisfaction", "response": "5",
             "user_id": "p-ann", "createdAt": "2016-01-05T00:00:00Z"}
            """)
        .post("/v1/surveys/zig")
        .then()
        .statusCode(200);
    try (TopicRecords kafka = new TopicRecords(infrastructure.kafkaBootstrapServers())) {
      String key = lead("p-ann").value();
      kafka.publish(
          Topics.SNAPSHOTS, key, seen("p-ann", "2016-01-01T00:00:00Z", "newsletter", "p-tablet"));
      kafka.publish(
          Topics.SNAPSHOTS,
          lead("p-tablet").value(),
          seen("p-tablet", "2015-12-01T00:00:00Z", "newsletter"));
      kafka.publish(
          Topics.SNAPSHOTS,
          lead("p-bob").value(),
          seen("p-bob", "2016-01-01T00:00:00Z", "newsletter"));
      kafka.publish(
          Topics.TIER_CHANGES,
          key,
          moved("p-ann", 1, "newsletter", "nurture", "2016-01-02T00:00:00Z"));
      kafka.publish(
          Topics.CONVERSIONS,
          key,
          ordered("p-ann", "p-order", "2016-01-03T00:00:00Z", "nurture", "9.99", "EUR"));
      kafka.publish(
          Topics.STORE_SIGNALS,
          key,
          new StoreSignal(
              "p-visit",
              lead("p-ann"),
              "store_visited",
              "mitte",
              null,
              null,
              Instant.parse("2016-01-03T00:00:00Z"),
              "nurture"));
      kafka.publish(
          Topics.DELIVERIES, key, delivered("p-ann", "p-delivery", "2016-01-03T00:00:00Z"));
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(export("user:p-ann"))
                    .extracting(line -> line.path("kind").asText())
                    .contains(
                        "identity",
                        "merge",
                        "snapshot",
                        "tierChange",
                        "conversion",
                        "outcome",
                        "delivery",
                        "storeSignal",
                        "message"));
    List<JsonNode> lines = export("lead:" + lead("p-ann"));
    assertThat(lines)
        .extracting(line -> line.path("lead_id").asText())
        .contains(lead("p-ann").value(), lead("p-tablet").value())
        .doesNotContain(lead("p-bob").value());
    assertThat(lines)
        .filteredOn(line -> "message".equals(line.path("kind").asText()))
        .singleElement()
        .satisfies(line -> assertThat(line.path("body").asText()).contains("p-ann"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                operator()
                    .get("/v1/audit")
                    .then()
                    .body("entries.path", hasItem("/v1/people/user:*/export")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "export/", "%65xport"})
  void anExportIsNotedHoweverItsAddressIsSpelled(String spelled) {
    String lead = "lead:" + lead(spelled);
    int status =
        operator().urlEncodingEnabled(false).get("/v1/people/" + lead + "/" + spelled).statusCode();
    if (status != 404) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  operator()
                      .get("/v1/audit")
                      .then()
                      .body("entries.path", hasItem(containsString(lead))));
    }
  }

  @Test
  void ofWhomNothingIsHeldNothingIsHandedOut() {
    assertThat(export("user:p-nobody")).isEmpty();
    operator().get("/v1/people/nobody/export").then().statusCode(400);
  }

  private static List<JsonNode> export(String lead) {
    String text =
        operator()
            .get("/v1/people/{lead}/export", lead)
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();
    return text.lines().map(PersonResourceTest::object).toList();
  }

  private static JsonNode object(String line) {
    try {
      return ContractJson.mapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
