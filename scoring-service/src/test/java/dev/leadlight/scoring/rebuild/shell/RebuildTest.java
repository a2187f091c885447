package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.LiveShop;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a rebuild brings back: leads that were lost, evidence for what is new, nobody erased. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway")
class RebuildTest extends LeadsFromTheLog {

  @Inject RedisLeadStore leads;

  private final String browser = "anonymous:rb-" + UUID.randomUUID();

  @Test
  void aStateThatCannotBeReadIsPutAsideAndRebuiltWhileOthersGoOn() {
    String other = "user:rb-other-" + UUID.randomUUID();
    happens(WISH, T0, browser);
    happens(WISH, after("PT1M"), user, browser);
    happens(WISH, after("PT1M"), other);
    awaitScore(user, 20);
    awaitScore(other, 10);
    redis.value(byte[].class).set(keyOf(user), new byte[] {0, 0, 0, 0, 0, 0, 0, 9, 8, 120, -1, -1});
    ask(user)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("rebuild"));
    awaitScore(other, 10);
    // The lead begins anew with what comes; the partition goes on.
    happens(WISH, after("PT2M"), user);
    happens(WISH, after("PT2M"), other);
    awaitScore(user, 10);
    awaitScore(other, 20);
    rebuilt("/v1/leads/" + user + "/rebuild");
    awaitScore(user, 30);
    awaitScore(browser, 30);
    happens(WISH, after("PT3M"), browser);
    awaitScore(user, 40);
    rebuilt("/v1/leads/" + user + "/rebuild");
    awaitScore(user, 40);
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("leadlight_scoring_leads_quarantined_total 1.0"));
  }

  @Test
  void whoWasErasedDoesNotComeBack() {
    happens(WISH, T0, user);
    awaitScore(user, 10);
    String key = keyOf(user);
    LeadId lead = new LeadId(key.substring("ll:l:".length()));
    ErasureRequest erasure =
        new ErasureRequest(
            UUID.randomUUID().toString(),
            lead,
            List.of(lead),
            List.of(lead.value()),
            Instant.now().plusMillis(1));
    topics.publish(Topics.ERASURES, erasure.key(), erasure);
    soon().until(() -> ask(user).statusCode() == 404);
    rebuilt("/v1/leads/rebuild");
    ask(user).then().statusCode(404);
    happens(WISH, after("PT1M"), user);
    awaitScore(user, 10);
    rebuilt("/v1/leads/" + user + "/rebuild");
    awaitScore(user, 10);
  }

  @Test
  void whoBeginsAnewDoesNotGoOnFromWhereTheyWere() {
    Instant now = Instant.now();
    for (int i = 0; i < 4; i++) {
      happens("Product Added", now.minusSeconds(60 - i), user);
    }
    soon().until(() -> "sales-ready".equals(caller().get("/v1/leads/" + user).path("tier")));
    String lead = ask(user).path("leadId");
    soon().until(() -> changes(lead) == 2);
    LiveShop.forget(user);
    happens("Product Added", now, user);
    soon().until(() -> ask(user).statusCode() == 200);
    rebuilt("/v1/leads/" + user + "/rebuild");
    LeadId id = new LeadId(lead);
    LeadState anew =
        leads.load(List.of(id), "").await().atMost(Duration.ofSeconds(60)).get(id).state();
    assertThat(anew.sequence()).isZero();
    assertThat(anew.tier()).isEqualTo("newsletter");
  }

  @Test
  void aConditionThatIsNewGetsItsEvidenceFromTheLog() {
    happens("Store Locator Used", T0, user);
    happens(WISH, after("PT1M"), user);
    awaitScore(user, 10);
    ObjectNode wider = Scorecard.starterDocument().deepCopy();
    ((ArrayNode) wider.at("/groups/1/rules"))
        .addObject()
        .put("id", "looks-for-a-store")
        .put("on", "store_locator_used")
        .put("points", 7);
    topics.publish(Topics.SCORECARDS, "retail-starter", wider);
    try {
      soon()
          .until(
              () ->
                  !ask(user).path("scorecard.version").equals(Scorecard.starter().ref().version()));
      awaitScore(user, 10);
      rebuilt("/v1/leads/" + user + "/rebuild");
      awaitScore(user, 17);
    } finally {
      topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    }
    awaitScore(user, 10);
  }

  @Test
  void anEmptyRedisIsRebuiltByOneCommandAndNobodyIsToldTwice() {
    Instant now = Instant.now();
    for (int i = 0; i < 4; i++) {
      happens("Product Added", now.minusSeconds(60 - i), user, browser);
    }
    soon().until(() -> "sales-ready".equals(caller().get("/v1/leads/" + user).path("tier")));
    String lead = ask(user).path("leadId");
    soon().until(() -> changes(lead) == 2);
    redis.flushall();
    rebuilt("/v1/leads/rebuild");
    caller()
        .get("/v1/leads/" + browser)
        .then()
        .statusCode(200)
        .body("tier", equalTo("sales-ready"))
        .body("leadId", equalTo(lead));
    assertThat(changes(lead)).isEqualTo(2);
    Response done = caller().get("/v1/leads/rebuild");
    done.then()
        .body("written", equalTo(done.path("leads")))
        .body("total", greaterThanOrEqualTo(4))
        .body("read", equalTo(done.path("total")));
  }

  @Test
  void refusesWhomItDoesNotKnow() {
    given().post("/v1/leads/rebuild").then().statusCode(401);
    given().post("/v1/leads/user:u1/rebuild").then().statusCode(401);
    caller().post("/v1/leads/user:nobody-" + UUID.randomUUID() + "/rebuild").then().statusCode(404);
    caller().post("/v1/leads/shoe:42/rebuild").then().statusCode(400);
    caller().post("/v1/leads/lead:short/rebuild").then().statusCode(400);
  }

  private static void rebuilt(String path) {
    soon().until(() -> caller().post(path).statusCode() == 202);
    soon()
        .until(
            () -> {
              String state = caller().get("/v1/leads/rebuild").path("state");
              assertThat(state).isNotIn("failed", "cancelled");
              return state.equals("finished");
            });
  }

  private String keyOf(String lead) {
    return "ll:l:" + ask(lead).path("leadId");
  }

  private long changes(String lead) {
    return topics.in(Topics.TIER_CHANGES, record -> record.key().equals(lead)).stream()
        .map(record -> idOf(record.value()))
        .distinct()
        .count();
  }

  private static String idOf(byte[] change) {
    try {
      return ContractJson.read(change, TierChange.class).id();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
