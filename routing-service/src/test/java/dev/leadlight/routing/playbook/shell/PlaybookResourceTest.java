package dev.leadlight.routing.playbook.shell;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.TierChanges;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Playbooks by API, and that what they say is done. Each test has a playbook and a store of its
 * own.
 */
@QuarkusTest
class PlaybookResourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String id = "test-" + UUID.randomUUID().toString().substring(0, 18);
  private final String store = "store-" + UUID.randomUUID();

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  WireMockServer http;

  @BeforeEach
  void destinationsAreFine() {
    http.stubFor(post(urlEqualTo("/slack")).willReturn(ok("ok")));
    http.stubFor(post(urlEqualTo("/webhook")).willReturn(ok()));
  }

  @AfterEach
  void othersAreNotBothered() {
    operator().delete("/v1/playbooks/" + id);
  }

  @Test
  void startersAreThereAndSayWhatIsSetUp() {
    operator()
        .get("/v1/playbooks")
        .then()
        .statusCode(200)
        .body(
            "playbooks.id",
            hasItems("sales-ready", "no-longer-sales-ready", "nurture", "newsletter"))
        .body("playbooks.find { it.id == 'sales-ready' }.version", equalTo(1))
        .body(
            "playbooks.find { it.id == 'sales-ready' }.playbook.when.entered",
            equalTo("sales-ready"))
        .body(
            "playbooks.find { it.id == 'sales-ready' }.actions.findAll { it.configured }.name",
            hasItems("slack", "email"))
        .body(
            "playbooks.find { it.id == 'sales-ready' }.actions.findAll { !it.configured }.name",
            hasItems("hubspot-contact", "salesforce-task"));
  }

  @Test
  void isStoredChangedAndTakenBackWithItsHistory() {
    put("*", doing("notify", "webhook")).statusCode(404);
    put(null, doing("notify", "webhook"))
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("version", equalTo(1))
        .body("actions[0].configured", equalTo(true));
    put(null, doing("notify", "slack")).statusCode(409).body("detail", containsString("\"1\""));
    put("\"7\"", doing("notify", "slack")).statusCode(409);
    put("\"1\"", doing("notify", "slack")).statusCode(200).header("ETag", "\"2\"");

    operator()
        .header("If-Match", "\"2\"")
        .header("X-Reason", "the channel had enough")
        .queryParam("version", 1)
        .post("/v1/playbooks/" + id + "/revert")
        .then()
        .statusCode(200)
        .body("version", equalTo(3));
    operator()
        .get("/v1/playbooks/" + id)
        .then()
        .header("ETag", "\"3\"")
        .body("playbook.actions[0].to", equalTo("webhook"));
    operator()
        .get("/v1/playbooks/" + id + "/history")
        .then()
        .body("versions.version", contains(3, 2, 1))
        .body("versions[0].reason", equalTo("the channel had enough"))
        .body("versions[1].playbook.actions[0].to", equalTo("slack"))
        .body("versions[0].changedBy", not(equalTo("")))
        .body("next", nullValue());

    operator().header("If-Match", "\"1\"").delete("/v1/playbooks/" + id).then().statusCode(409);
    operator().header("If-Match", "\"3\"").delete("/v1/playbooks/" + id).then().statusCode(204);
    operator().get("/v1/playbooks/" + id).then().statusCode(404);
    operator().get("/v1/playbooks").then().body("playbooks.id", not(hasItem(id)));
    operator().get("/v1/playbooks/" + id + "/history").then().body("versions", hasSize(4));
    put(null, doing("notify", "webhook")).statusCode(200).body("version", equalTo(5));
  }

  @Test
  void mistakesAreRefusedByTheirPlaces() {
    put(null, "{\"when\": {\"direction\": \"sideways\"}, \"actions\": []}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem("/when/direction"));
    put(null, "{\"id\": \"another\", \"when\": {}, \"actions\": []}")
        .statusCode(422)
        .body("errors.pointer", contains("/id"));
    put(null, doing("create-task", "slack"))
        .statusCode(422)
        .body("errors.pointer", contains("/actions/0/verb"));
    put(null, "{").statusCode(400);
    put("x", doing("notify", "slack")).statusCode(400);
    operator().get("/v1/playbooks/" + id).then().statusCode(404);
    operator().get("/v1/playbooks/" + id + "/history").then().statusCode(404);
    operator().post("/v1/playbooks/" + id + "/revert").then().statusCode(400);
    operator().post("/v1/playbooks/" + id + "/revert?version=first").then().statusCode(400);
    operator().get("/v1/playbooks/" + id + "/history?before=x").then().statusCode(400);
    operator()
        .queryParam("version", 1)
        .post("/v1/playbooks/" + id + "/revert")
        .then()
        .statusCode(404);
  }

  @Test
  void strangersAreRefused() {
    given().get("/v1/playbooks").then().statusCode(401);
    given().get("/v1/playbooks/" + id).then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .put("/v1/playbooks/" + id)
        .then()
        .statusCode(401);
    given().delete("/v1/playbooks/" + id).then().statusCode(401);
    given().auth().oauth2("guess").get("/v1/playbooks").then().statusCode(401);
  }

  @Test
  void isActedOnFromNowOnAndACooldownIsKeptAndRecorded() {
    LeadId lead = newLead();
    put(null, doing("notify", "webhook")).statusCode(200);

    Records.publish(
        inStore(becomesSalesReady(lead)), inStore(TierChanges.fallsBackToNurture(lead)));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(mine(lead))
                    .containsExactlyInAnyOrder(
                        Map.entry("delivered", ""), Map.entry("suppressed", "cooldown")));
  }

  @Test
  void dryRunTellsWhatDraftsWouldHaveSentAndSendsNothing() {
    LeadId lead = newLead();
    TierChange change = inStore(becomesSalesReady(lead));
    String draft =
        """
        {"id": "draft", "when": {"store": "%s"}, "actions": [
          {"name": "a", "verb": "notify", "to": "webhook", "delay": "PT1H"},
          {"name": "b", "verb": "notify", "to": "nowhere"}]},
        {"id": "other", "when": {"store": "elsewhere"}, "actions": []}"""
            .formatted(store);
    dryRun("{\"leadId\": \"" + lead + "\"}").statusCode(404);
    dryRun(
            "{\"playbooks\": ["
                + draft
                + "], \"change\": "
                + new String(ContractJson.write(change), StandardCharsets.UTF_8)
                + "}")
        .statusCode(200)
        .body("considered", equalTo(1))
        .body("totals.'draft/a'.send", equalTo(1))
        .body("changes[0].playbooks[0].actions.outcome", contains("send", "not-configured"))
        .body("changes[0].playbooks[1].unmet", contains("store"));
    assertThat(mine(lead)).isEmpty();

    Records.publish(change);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> dryRun("{\"leadId\": \"" + lead + "\"}").statusCode(200));
    dryRun("{\"leadId\": \"" + lead + "\", \"playbooks\": [" + draft + "]}")
        .body("changes[0].tierChangeId", equalTo(change.id()))
        .body("changes[0].playbooks[0].actions[0].dueAt", not(nullValue()));
    String next =
        dryRun("{\"period\": {}, \"limit\": 1, \"playbooks\": [" + draft + "]}")
            .statusCode(200)
            .body("considered", equalTo(1))
            .extract()
            .path("next");
    if (next != null) {
      dryRun("{\"period\": {}, \"limit\": 1, \"cursor\": \"" + next + "\"}")
          .statusCode(200)
          .body("considered", equalTo(1));
    }
  }

  @Test
  void dryRunNamesWhatIsWrong() {
    dryRun("{}").statusCode(422).body("errors.pointer", contains(""));
    dryRun("{\"period\": {\"from\": \"yesterday\"}, \"limit\": 900}")
        .statusCode(422)
        .body("errors.pointer", contains("/period/from", "/limit"));
    dryRun(
            "{\"period\": {}, \"playbooks\": [{\"id\": \"p\", \"when\": {\"x\": 1}, \"actions\": []}]}")
        .statusCode(422)
        .body("errors.pointer", contains("/playbooks/0/when"));
    dryRun("{\"change\": {\"id\": \"x\"}}")
        .statusCode(422)
        .body("errors.pointer", contains("/change"));
  }

  private static ValidatableResponse dryRun(String body) {
    return operator().contentType(ContentType.JSON).body(body).post("/v1/playbooks/dry-run").then();
  }

  private String doing(String verb, String to) {
    return """
        {"when": {"store": "%s"},
         "actions": [{"name": "a", "verb": "%s", "to": "%s", "cooldown": "PT1H"}]}"""
        .formatted(store, verb, to);
  }

  private TierChange inStore(TierChange change) {
    return TierChanges.inStore(change, store);
  }

  private List<Map.Entry<String, String>> mine(LeadId lead) {
    List<Map<String, String>> all =
        operator()
            .queryParam("lead", lead.value())
            .get("/v1/deliveries")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("deliveries");
    return all.stream()
        .filter(each -> id.equals(each.get("playbook")))
        .map(each -> Map.entry(each.get("state"), each.getOrDefault("reason", "")))
        .toList();
  }

  private ValidatableResponse put(@Nullable String ifMatch, String body) {
    RequestSpecification request = operator().contentType(ContentType.JSON).body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/v1/playbooks/" + id).then();
  }

  private static RequestSpecification operator() {
    return given().auth().oauth2("test-token");
  }
}
