package dev.leadlight.feedback.label.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.leadlight.feedback.Api.operator;
import static dev.leadlight.feedback.Fixtures.lead;
import static dev.leadlight.feedback.Fixtures.moved;
import static dev.leadlight.feedback.Fixtures.parted;
import static dev.leadlight.feedback.Fixtures.seen;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a vendor's message over HTTP to the outcome of a lead. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class LabelsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
                assertThat(column("select state from errand where id = 'R_never'"))
                    .containsExactly("refused"));
    assertThat(column("select id from outcome where id = 'R_never'")).isEmpty();
  }

  @Test
  void aHubSpotDealIsWonWithItsMoneyAndTheLatestStands() {
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/deals/4711"))
            .withHeader("Authorization", equalTo("Bearer hubspot-token"))
            .willReturn(
                okJson(
                    """
                    {"properties": {"amount": "320.00", "deal_currency_code": "EUR"},
                     "associations": {"contacts": {"results": [{"id": "99"}]}}}
                    """)));
    vendors.stubFor(
        get(urlPathEqualTo("/crm/v3/objects/contacts/99"))
            .willReturn(okJson("{\"properties\": {\"email\": \"henry@example.com\"}}")));
    Instant now = Instant.now();

    hubSpot(stage(4711, "closedlost", now)).statusCode(200).body("toFetch", is(1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:henry@example.com")
                    .body("outcomes.kind", contains("lost"))
                    .body("outcomes[0].value", is(320.00f)));
    hubSpot(stage(4711, "closedwon", now.minusSeconds(60))).statusCode(200);
    hubSpot(stage(4711, "closedwon", now.plusSeconds(60))).statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                outcomes("email:henry@example.com")
                    .body("outcomes.kind", contains("won"))
                    .body("outcomes.id", contains("deal:33:4711")));
  }

  @Test
  void salesforceHearsTheAcknowledgementAndIsRefusedWithEntities() {
    String message =
        """
        <e><notifications xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <Notification><Id>1</Id><sObject xsi:type="sf:Opportunity" xmlns:sf="urn:o"><sf:Id>0065</sf:Id>
        <sf:IsClosed>true</sf:IsClosed><sf:IsWon>false</sf:IsWon><sf:Amount>10.5</sf:Amount>
        <sf:LastModifiedDate>2026-11-20T10:00:00Z</sf:LastModifiedDate>
        <sf:Email>sal@example.com</sf:Email></sObject></Notification></notifications></e>
        """;
    salesforce(message)
        .statusCode(200)
        .contentType("text/xml")
        .body(containsString("<Ack>true</Ack>"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:sal@example.com").body("outcomes.kind", contains("lost")));

    salesforce("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
        .statusCode(400)
        .contentType("application/problem+json");
  }

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
    assertThat(column("select id from raw_label where source = 'zig' and id like '%l-2%'"))
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

  @Test
  void refusesWhatContradictsWhatIsKnownOfTheSameMoment() {
    crm(
            "contra",
            "{\"id\":\"C-1\",\"kind\":\"won\",\"email\":\"con@example.com\",\"occurredAt\":\"2026-11-20T10:00:00Z\"}")
        .statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> outcomes("email:con@example.com").body("outcomes.kind", contains("won")));

    crm(
            "contra",
            "{\"id\":\"C-1\",\"kind\":\"lost\",\"email\":\"con@example.com\",\"occurredAt\":\"2026-11-20T10:00:00Z\"}")
        .statusCode(409)
        .body("detail", containsString("C-1"));
    crm(
            "negative",
            "{\"id\":\"C-2\",\"kind\":\"won\",\"email\":\"con@example.com\",\"value\":-1,\"currency\":\"XYZ\"}")
        .statusCode(422)
        .body("errors.pointer", contains("/value", "/currency"));
    outcomes("email:con@example.com").body("outcomes.id", contains("C-1"));
  }

  @Test
  void whoDoesNotWantToBeAnalysedIsNotKept() {
    zigpoll(zigpoll("l-7", "s-analytics", "no", "shy@example.com"))
        .statusCode(200)
        .body("taken", is(0))
        .body("withoutConsent", is(1));

    outcomes("email:shy@example.com").body("outcomes", empty());
  }

  @Test
  void aLabelWaitsForItsLeadAndFollowsItThroughMergesAndPartings() {
    String key = email("wait@example.com");
    crm(
            "wait",
            "{\"id\":\"W-1\",\"kind\":\"won\",\"email\":\"wait@example.com\",\"occurredAt\":\"2026-11-01T10:00:00Z\"}")
        .statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(key + " true"));

    // A lead that started with an anonymous name turns out to have the address.
    publish("w-anna", seen("w-anna", "2026-11-02T00:00:00Z", "newsletter").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(lead("w-anna") + " false"));

    // It becomes part of another one, which has the address now.
    publish(
        "w-bea", seen("w-bea", "2026-11-03T00:00:00Z", "newsletter", "w-anna").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("W-1")).containsExactly(lead("w-bea") + " false"));

    // An operator takes it out again; what was seen before changes nothing any more.
    publish("w-anna", parted("w-anna", "w-bea", "2026-11-04T00:00:00Z").under(List.of(key)));
    publish("w-bea", seen("w-bea", "2026-11-03T12:00:00Z", "newsletter").under(List.of(key)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(leadOf("W-1")).containsExactly(lead("w-anna") + " false");
              assertThat(
                      column(
                          "select id from snapshot where lead_id = '"
                              + lead("w-bea")
                              + "' and at = '2026-11-03T12:00:00Z'"))
                  .hasSize(1);
            });
    outcomes("lead:" + lead("w-anna")).body("outcomes.id", contains("W-1"));
    outcomes("lead:" + lead("w-bea")).body("outcomes", empty());
  }

  @Test
  void aTierChangeTellsWhoseALabelIs() {
    crm(
            "tier",
            "{\"id\":\"T-1\",\"kind\":\"won\",\"userId\":\"t-tom\",\"occurredAt\":\"2026-11-01T10:00:00Z\"}")
        .statusCode(200);
    kafka.publish(
        Topics.TIER_CHANGES,
        lead("t-tom").value(),
        moved("t-tom", 1, "newsletter", "nurture", "2026-11-02T00:00:00Z"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("T-1")).containsExactly(lead("t-tom") + " false"));
  }

  @Test
  void forgettingSomebodyTakesMessagesAndWaitingLabelsAlong() {
    String key = email("erase@example.com");
    zigpoll(zigpoll("l-8", "s-satisfaction", "3", "erase@example.com")).statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(leadOf("l-8")).containsExactly(key + " true"));
    assertThat(column("select source from raw_label where people @> array['" + key + "']"))
        .hasSize(1);
    publish("e-eve", seen("e-eve", "2026-11-02T00:00:00Z", "newsletter"));

    ErasureRequest request =
        new ErasureRequest(
            "l-erasure", lead("e-eve"), List.of(lead("e-eve")), List.of(key), Instant.now());
    kafka.publish(Topics.ERASURES, request.key(), request);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(column("select receipt from erasure where id = 'l-erasure'"))
                    .isNotEmpty()
                    .allSatisfy(receipt -> assertThat(receipt).contains("\"rawLabels\":1")));
    assertThat(column("select source from raw_label where people @> array['" + key + "']"))
        .isEmpty();
    assertThat(column("select id from outcome where told_as = '" + key + "'")).isEmpty();
    assertThat(column("select identity from identity_lead where lead_id = '" + lead("e-eve") + "'"))
        .isEmpty();
    // The label counts on, for nobody. Told again, it is passed over.
    zigpoll(zigpoll("l-8", "s-satisfaction", "3", "erase@example.com")).statusCode(200);
    zigpoll(zigpoll("l-9", "s-satisfaction", "3", "after@example.com")).statusCode(200);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(leadOf("l-9")).hasSize(1));
    assertThat(leadOf("l-8")).isEmpty();
  }

  // ---- tools

  private void publish(String lead, Object snapshot) {
    kafka.publish(Topics.SNAPSHOTS, lead(lead).value(), snapshot);
  }

  private List<String> leadOf(String id) {
    return column("select lead_id || ' ' || waiting from outcome where id = '" + id + "'");
  }

  private List<String> column(String sql) {
    return database
        .run(sql, Tuple.tuple())
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
        .await()
        .atMost(PATIENCE);
  }

  private String email(String address) {
    return keys.keyOf(new Identity(IdentityKind.EMAIL, address));
  }

  private static ValidatableResponse outcomes(String lead) {
    return answered(() -> operator().queryParam("lead", lead).get("/v1/outcomes")).statusCode(200);
  }

  private static String zigpoll(String id, String slide, String answer, String address) {
    return """
        {"_id": "%s", "pollId": "p1", "slideId": "%s", "response": "%s",
         "createdAt": "2026-11-20T10:00:00Z", "customer": {"email": "%s"}}
        """
        .formatted(id, slide, answer, address);
  }

  private static ValidatableResponse zigpoll(String body) {
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("X-Leadlight-Secret", "zigpoll-secret")
                .body(body)
                .post("/v1/surveys/zig"));
  }

  private static ValidatableResponse salesforce(String xml) {
    return answered(
        () ->
            given()
                .config(
                    RestAssuredConfig.config()
                        .encoderConfig(
                            EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("text/xml", ContentType.TEXT)))
                .contentType("text/xml")
                .queryParam("key", "salesforce-secret")
                .body(xml)
                .post("/v1/crm/force"));
  }

  private static String stage(long deal, String stage, Instant at) {
    return """
        [{"eventId":1,"portalId":33,"subscriptionType":"deal.propertyChange","objectId":%d,\
        "propertyName":"dealstage","propertyValue":"%s","occurredAt":%d}]"""
        .formatted(deal, stage, at.toEpochMilli());
  }

  private static ValidatableResponse hubSpot(String body) {
    return hubSpot(body, Instant.now());
  }

  private static ValidatableResponse hubSpot(String body, Instant signedAt) {
    long millis = signedAt.toEpochMilli();
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("X-HubSpot-Request-Timestamp", millis)
                .header(
                    "X-HubSpot-Signature-v3",
                    base64(
                        "hubspot-client-secret".getBytes(UTF_8),
                        "POSThttps://leadlight.example/v1/crm/hub" + body + millis))
                .body(body.getBytes(UTF_8))
                .post("/v1/crm/hub"));
  }

  private static ValidatableResponse crm(String message, String body) {
    long now = Instant.now().getEpochSecond();
    byte[] key = Base64.getDecoder().decode("bGVhZGxpZ2h0LXRlc3Qta2V5LTAxMjM0NTY3ODk=");
    return answered(
        () ->
            given()
                .contentType(ContentType.JSON)
                .header("webhook-id", message)
                .header("webhook-timestamp", now)
                .header("webhook-signature", "v1," + base64(key, message + "." + now + "." + body))
                .body(body.getBytes(UTF_8))
                .post("/v1/crm/own-crm"));
  }

  /** Sends again what is answered 503, as vendors do. */
  private static ValidatableResponse answered(Supplier<Response> call) {
    return await()
        .atMost(PATIENCE)
        .until(call::get, response -> response.statusCode() != 503)
        .then();
  }

  private static String base64(byte[] key, String signed) {
    return Base64.getEncoder()
        .encodeToString(Signatures.mac(Hash.SHA256, key, Signatures.piece(signed)));
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
