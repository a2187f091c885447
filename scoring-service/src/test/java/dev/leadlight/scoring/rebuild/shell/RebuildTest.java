package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.shell.ActiveFold;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisPipeline;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.ReplayConfig;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that were lost, and conditions that are new, from a real log into a real Redis. */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class RebuildTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LEASE = "ll:rl";
  private static final String WISH = "Product Added to Wishlist";

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  @Inject RedisPipeline pipeline;
  @Inject RedisLeadStore leads;
  @Inject ActiveFold active;
  @Inject EventLog log;
  @Inject ToldTiers toldTiers;
  @Inject ReplayConfig replay;
  @Inject RebuildConfig config;
  @Inject Clock clock;
  private TopicRecords topics;
  private final Shop shop = Shop.withStarterCard();
  private final String user = "user:rb-" + UUID.randomUUID();
  private final String browser = "anonymous:rb-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2("test-token");
  }

  private void happens(String signal, Instant when, String... who) {
    ShopperEvent event = shop.event(signal, when, Map.of(), who);
    ShopperEvent unique =
        new ShopperEvent(
            UUID.randomUUID().toString(),
            event.signal(),
            event.identities(),
            event.channel(),
            event.source(),
            when,
            when,
            null,
            event.properties(),
            event.page(),
            event.traits(),
            event.consent(),
            null,
            null);
    topics.publish(Topics.EVENTS, Shop.KEYS.keyOf(unique.identities().get(0)), unique);
  }

  private static Response ask(String lead) {
    return caller().queryParam("at", after("P1D").toString()).get("/v1/leads/" + lead);
  }

  private static void awaitScore(String lead, double score) {
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        ContractJson.mapper()
                            .readTree(ask(lead).then().statusCode(200).extract().asString())
                            .get("score")
                            .asDouble())
                    .isCloseTo(score, within(1e-9)));
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
    done.then().body("written", equalTo(done.path("leads")));
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

  /** A replica that writes one lead after the other, so slowly that something may happen. */
  private RebuildWorkflow slowReplica() {
    RebuildConfig slow =
        new RebuildConfig() {
          @Override
          public int batch() {
            return 1;
          }

          @Override
          public Duration pause() {
            return Duration.ofSeconds(1);
          }

          @Override
          public Duration lease() {
            return config.lease();
          }
        };
    RedisRebuildStore its = new RedisRebuildStore(pipeline, slow);
    redis.key().del(LEASE); // of a rebuild that has ended
    assertThat(done(its.claim())).as("before the job of the service").isTrue();
    return new RebuildWorkflow(its, leads, active, log, toldTiers, replay, slow, clock);
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** Many leads, of which a slow replica has written some. */
  private CompletableFuture<Void> workThatIsUnderWay(RebuildWorkflow replica) {
    for (int i = 0; i < 12; i++) {
      happens(WISH, T0, user + "-" + i);
    }
    awaitScore(user + "-11", 10);
    done(replica.begin(null));
    CompletableFuture<Void> work = replica.takeUp().subscribeAsCompletionStage();
    soon()
        .until(
            () -> {
              done(replica.beat());
              return done(replica.latest()).written() > 0;
            });
    return work;
  }

  @Test
  void oneThatIsCancelledEndsAndWhatItHasWrittenStays() {
    RebuildWorkflow replica = slowReplica();
    CompletableFuture<Void> work = workThatIsUnderWay(replica);
    caller().delete("/v1/leads/rebuild").then().statusCode(202);
    done(replica.beat());
    soon().until(work::isDone);
    RebuildView end = done(replica.latest());
    assertThat(end.state()).isEqualTo(RebuildView.State.CANCELLED);
    assertThat(end.written()).isBetween(1L, end.leads() - 1);
    for (int i = 0; i < 12; i++) {
      awaitScore(user + "-" + i, 10);
    }
  }

  @Test
  void oneThatIsCancelledBeforeItIsTakenUpNeverBegins() {
    RebuildWorkflow replica = slowReplica();
    done(replica.begin(null));
    caller().delete("/v1/leads/rebuild").then().statusCode(202);
    done(replica.takeUp());
    RebuildView end = done(replica.latest());
    assertThat(end.state()).isEqualTo(RebuildView.State.CANCELLED);
    assertThat(end.written()).isZero();
  }

  @Test
  void anotherReplicaGoesOnWhereOneHasStoppedAndIsNotDisturbedWhenThatComesBack() {
    RebuildWorkflow stopped = slowReplica();
    CompletableFuture<Void> work = workThatIsUnderWay(stopped);
    RebuildView left = done(stopped.latest());
    redis.key().del(LEASE); // it was silent for too long
    soon().until(() -> done(stopped.latest()).state() == RebuildView.State.FINISHED);
    RebuildView end = done(stopped.latest());
    assertThat(end.id()).isEqualTo(left.id());
    assertThat(end.written()).isEqualTo(end.leads()).isGreaterThan(left.written());
    done(stopped.beat());
    soon().until(work::isDone);
    assertThat(done(stopped.latest())).isEqualTo(end);
  }

  @Test
  void refusesWhomItDoesNotKnow() {
    given().post("/v1/leads/rebuild").then().statusCode(401);
    given().post("/v1/leads/user:u1/rebuild").then().statusCode(401);
    caller().post("/v1/leads/user:nobody-" + UUID.randomUUID() + "/rebuild").then().statusCode(404);
    caller().post("/v1/leads/shoe:42/rebuild").then().statusCode(400);
    caller().post("/v1/leads/lead:short/rebuild").then().statusCode(400);
  }
}
