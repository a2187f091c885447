package dev.leadlight.routing.verdict.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.routing.AssignedLeads;
import dev.leadlight.routing.DestinationsTestResource;
import dev.leadlight.routing.Records;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class SlackInteractionResourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject AssignedLeads leads;
  private WireMockServer http;
  private final String rep = "rob-" + UUID.randomUUID();
  private final String user =
      "U" + UUID.randomUUID().toString().replace("-", "").substring(0, 15).toUpperCase(Locale.ROOT);

  @BeforeEach
  void robIsThere() {
    http.stubFor(post(urlEqualTo("/response")).willReturn(ok()));
    admin()
        .contentType("application/json")
        .body(
            """
            {"name": "Rob Roe", "email": "rob@shop.example", "slackUser": "%s", "weight": 1000}"""
                .formatted(user))
        .put("/v1/reps/{id}", rep)
        .then()
        .statusCode(200);
  }

  @AfterEach
  void robLeaves() {
    admin().delete("/v1/reps/{id}", rep);
  }

  @Test
  void whoTakesALeadHasItAndTheMessageSaysSo() {
    LeadId lead = newLead();
    String delivery = slackMessageOf(lead);

    click("lead_take", delivery, "1.5").then().statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .queryParam("lead", lead.value())
                    .get("/v1/assignments")
                    .then()
                    .body("assignments[0].state", equalTo("acknowledged"))
                    .body("assignments[0].rep", equalTo(rep)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                http.verify(
                    postRequestedFor(urlEqualTo("/response"))
                        .withRequestBody(containing("Rob Roe has taken it"))
                        .withRequestBody(containing("lead_good"))
                        .withRequestBody(containing("\"replace_original\":true"))));
  }

  @Test
  void verdictIsToldOnceHoweverOftenTheClickComes() {
    LeadId lead = newLead();
    String delivery = slackMessageOf(lead);
    for (int i = 0; i < 3; i++) {
      click("lead_not_ready", delivery, "2.5").then().statusCode(200);
    }

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomesOf(lead)).isNotEmpty());
    assertThat(outcomesOf(lead)).extracting(Outcome::id).containsOnly(outcomesOf(lead).get(0).id());
    assertThat(outcomesOf(lead).get(0))
        .returns(Outcome.Kind.NOT_READY, Outcome::kind)
        .returns("slack", Outcome::source);
  }

  @Test
  void clicksOfOneUserOnOneTierChangeAreOneVerdict() {
    LeadId lead = newLead();
    String delivery = slackMessageOf(lead);
    click("lead_good", delivery, "4.1").then().statusCode(200);
    click("lead_good", delivery, "4.6").then().statusCode(200);
    click("lead_not_ready", delivery, "12.0").then().statusCode(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(outcomesOf(lead))
                    .extracting(Outcome::occurredAt)
                    .contains(Instant.ofEpochSecond(12)));
    assertThat(outcomesOf(lead)).extracting(Outcome::id).containsOnly(outcomesOf(lead).get(0).id());
  }

  @Test
  void onlySlackTellsOfClicks() {
    String body = body("lead_good", "dlv_1", "1");
    long now = Instant.now().getEpochSecond();

    send(body, now, "v0=00").then().statusCode(401).contentType("application/problem+json");
    send(body, now - 600, signature(body, now - 600)).then().statusCode(401);
    send(body + "x", now, signature(body, now)).then().statusCode(401);
    given()
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post("/v1/slack/interactions")
        .then()
        .statusCode(401);
    send("payload=%7B", now, signature("payload=%7B", now)).then().statusCode(200);
    click("lead_good", "dlv_unknown", "3").then().statusCode(200);
  }

  private String slackMessageOf(LeadId lead) {
    TierChange change = becomesSalesReady(lead);
    Records.publish(change);
    await().atMost(PATIENCE).until(() -> !deliveriesOf(lead).isEmpty());
    leads.assign(change);
    return deliveriesOf(lead).get(0);
  }

  private static List<String> deliveriesOf(LeadId lead) {
    return admin()
        .queryParam("lead", lead.value())
        .get("/v1/deliveries")
        .jsonPath()
        .getList("deliveries.findAll { it.destination == 'slack' }.id");
  }

  private static List<Outcome> outcomesOf(LeadId lead) {
    return Records.in(Topics.OUTCOMES, record -> lead.value().equals(record.key())).stream()
        .map(
            record -> {
              try {
                return ContractJson.read(record.value(), Outcome.class);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private Response click(String action, String delivery, String at) {
    String body = body(action, delivery, at);
    long now = Instant.now().getEpochSecond();
    return send(body, now, signature(body, now));
  }

  private static Response send(String body, long timestamp, String signature) {
    return given()
        .contentType("application/x-www-form-urlencoded")
        .header("X-Slack-Request-Timestamp", timestamp)
        .header("X-Slack-Signature", signature)
        .body(body)
        .post("/v1/slack/interactions");
  }

  private String body(String action, String delivery, String at) {
    String json =
        """
        {"type":"block_actions","user":{"id":"%s"},
         "container":{"message_ts":"1.0001","channel_id":"C1"},"response_url":"%s/response",
         "actions":[{"action_id":"%s","value":"%s","action_ts":"%s"}]}"""
            .formatted(user, http.baseUrl(), action, delivery, at);
    return "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
  }

  private static String signature(String body, long timestamp) {
    byte[] mac =
        Signatures.mac(
            Hash.SHA256,
            DestinationsTestResource.SLACK_SIGNING_SECRET.getBytes(StandardCharsets.UTF_8),
            Signatures.piece("v0:" + timestamp + ":" + body));
    return "v0=" + HexFormat.of().formatHex(mac);
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2("test-token");
  }
}
