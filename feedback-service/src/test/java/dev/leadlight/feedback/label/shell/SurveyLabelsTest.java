package dev.leadlight.feedback.label.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.leadlight.feedback.label.shell.LabelCalls.PATIENCE;
import static dev.leadlight.feedback.label.shell.LabelCalls.column;
import static dev.leadlight.feedback.label.shell.LabelCalls.outcomes;
import static dev.leadlight.feedback.label.shell.LabelCalls.text;
import static dev.leadlight.feedback.label.shell.LabelCalls.zigpoll;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a survey's answer over HTTP to the outcome of a lead. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class SurveyLabelsTest {

  Infrastructure infrastructure;
  WireMockServer vendors;
  @Inject Database database;
  @Inject IdentityKeys keys;
  private TopicRecords kafka;

  @BeforeEach
  void open() {
    kafka = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    kafka.close();
    vendors.resetAll();
  }

  @Test
  void aZigpollAnswerIsAnOutcomeAndAnEventToBeScored() {
    String told = zigpoll("l-1", "s-satisfaction", "9", "zoe@example.com");
    zigpoll(told).statusCode(200).body("taken", is(1));
    zigpoll(told).statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:zoe@example.com")
                    .body("outcomes.id", contains("l-1"))
                    .body("outcomes[0].kind", is("survey_answer"))
                    .body("outcomes[0].answers.satisfaction", is(0.9f)));
    List<ConsumerRecord<String, byte[]>> events =
        kafka.in(Topics.EVENTS, record -> text(record).contains("\"survey:zig:l-1\""));
    assertThat(events)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.key()).isEqualTo(email("zoe@example.com"));
              assertThat(text(event))
                  .contains("\"signal\":\"survey_answered\"", "\"channel\":\"survey\"");
            });
  }

  @Test
  void aQualtricsResponseIsFetchedAlthoughItIsNotThereAtOnce() {
    vendors.stubFor(
        get(urlPathEqualTo("/API/v3/surveys/SV_1/responses/R_first"))
            .inScenario("late")
            .whenScenarioStateIs("Started")
            .willSetStateTo("there")
            .willReturn(notFound()));
    vendors.stubFor(
        get(urlPathEqualTo("/API/v3/surveys/SV_1/responses/R_first"))
            .withHeader("X-API-TOKEN", equalTo("qualtrics-token"))
            .inScenario("late")
            .whenScenarioStateIs("there")
            .willReturn(
                okJson(
                    """
                    {"result": {"values": {"recordedDate": "2026-11-20T10:00:00Z", "finished": 1,
                      "QID1": 4, "QID2_TEXT": "Friendly", "email": "quinn@example.com"}}}
                    """)));

    given()
        .contentType("application/x-www-form-urlencoded")
        .queryParam("key", "qualtrics-secret")
        .formParam("SurveyID", "SV_1")
        .formParam("ResponseID", "R_first")
        .post("/v1/surveys/qual")
        .then()
        .statusCode(200)
        .body("toFetch", is(1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:quinn@example.com")
                    .body("outcomes.reason", contains("Friendly"))
                    .body("outcomes[0].answers.satisfaction", is(0.75f)));
  }

  @Test
  void aVendorThatDoesNotAnswerInTheEndLeavesNothingHalfStored() {
    vendors.stubFor(
        get(urlPathEqualTo("/API/v3/surveys/SV_1/responses/R_never"))
            .willReturn(aResponse().withStatus(200).withFixedDelay(5_000)));

    given()
        .contentType("application/x-www-form-urlencoded")
        .queryParam("key", "qualtrics-secret")
        .formParam("SurveyID", "SV_1")
        .formParam("ResponseID", "R_never")
        .post("/v1/surveys/qual")
        .then()
        .statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(column(database, "select state from errand where id = 'R_never'"))
                    .containsExactly("refused"));
    assertThat(column(database, "select id from outcome where id = 'R_never'")).isEmpty();
  }

  @Test
  void whoDoesNotWantToBeAnalysedIsNotKept() {
    zigpoll(zigpoll("l-7", "s-analytics", "no", "shy@example.com"))
        .statusCode(200)
        .body("taken", is(0))
        .body("withoutConsent", is(1));

    outcomes("email:shy@example.com").body("outcomes", empty());
    assertThat(messages("l-7")).isEmpty();
  }

  @Test
  void whoRefusesAmongOthersIsFoundToBeForgotten() {
    String mixed =
        "["
            + zigpoll("l-10", "s-analytics", "no", "shy-too@example.com")
            + ","
            + zigpoll("l-11", "s-satisfaction", "9", "open@example.com")
            + "]";
    zigpoll(mixed).statusCode(200).body("taken", is(1)).body("withoutConsent", is(1));

    assertThat(messages("l-11"))
        .singleElement()
        .asString()
        .contains(email("shy-too@example.com"), email("open@example.com"));
    outcomes("email:shy-too@example.com").body("outcomes", empty());
  }

  /** Whom the kept messages with a text are about. */
  private List<String> messages(String text) {
    return column(
        database,
        "select people::text from raw_label where source = 'zig' and"
            + " position('\""
            + text
            + "\"' in convert_from(body, 'UTF8')) > 0");
  }

  private String email(String address) {
    return keys.keyOf(new Identity(IdentityKind.EMAIL, address));
  }
}
