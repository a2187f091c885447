package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.Soon.soon;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.shadow.shell.ShadowWorkflow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is forgotten while what they have just done is being folded. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway.Init")
class ForgottenMeanwhileTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Infrastructure infrastructure;
  @Inject Vertx vertx;
  @Inject ActiveFold active;
  @Inject EffectPublisher effects;
  @Inject KafkaClientService clients;
  @Inject Backlog backlog;
  @Inject DeadLetters deadLetters;
  @Inject ShadowWorkflow shadow;
  @Inject ScoringMetrics metrics;
  @Inject ErasedConsumer erased;
  @Inject RedisErasureStore erasures;
  @Inject Clock clock;

  @ConfigProperty(name = "leadlight.identity.secret")
  String secret;

  /** With and without a lead that is there before. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theyAreNotThereAgainAtWhicheverStepThatComes(boolean isKnown) {
    Redis redis = Redis.createClient(vertx, infrastructure.redisUrl());
    RedisLeadStore store = LeadStores.oneByOne(redis, secret);
    boolean reached = true;
    for (int step = 0; reached; step++) {
      Identity who = Identity.parse("user:" + UUID.randomUUID()).orElseThrow();
      if (isKnown) {
        take(store, 0, who);
        assertThat(lead(store, who)).matches(lead -> !lead.isUnseen());
      }
      SteppedRedis slow = SteppedRedis.interruptedAfter(step, redis, () -> forget(who));

      take(LeadStores.oneByOne(slow, secret), 1, who);

      reached = slow.reached();
      if (reached) {
        assertThat(lead(store, who)).as("after %s commands", step).matches(LeadState::isUnseen);
      }
    }
    redis.close();
  }

  private LeadState lead(RedisLeadStore store, Identity who) {
    Link link = store.find(List.of(who), Set.of()).await().atMost(PATIENCE).links().get(who);
    return link == null
        ? LeadState.unseen(store.keys().leadIdOf(who), "")
        : store.load(List.of(link.lead()), "").await().atMost(PATIENCE).get(link.lead()).state();
  }

  /** Completes when it is done. */
  private static Uni<Void> forget(Identity who) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool())
        .invoke(() -> forgetNow(who));
  }

  private static void forgetNow(Identity who) {
    String id = admin().delete("/v1/leads/" + who.label()).jsonPath().getString("id");
    soon()
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/leads/erasures/" + id)
                    .then()
                    .body("receipts.service", hasItem("scoring-service")));
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2("test-token");
  }

  private void take(RedisLeadStore store, int partition, Identity who) {
    EventPosition position =
        new EventPosition(clients) {
          @Override
          Uni<Void> commit(String reader, Map<TopicPartition, Long> next) {
            return Uni.createFrom().voidItem();
          }
        };
    SettleWorkflow settling =
        new SettleWorkflow(store, new PlanWriter(store), deadLetters, shadow, metrics, clock);
    new FoldWorkflow(
            store,
            settling,
            active,
            effects,
            position,
            backlog,
            deadLetters,
            metrics,
            erased,
            erasures)
        .take("by-hand", record(partition, who))
        .await()
        .atMost(PATIENCE);
  }

  private static ConsumerRecords<String, byte[]> record(int partition, Identity who) {
    TopicPartition where = new TopicPartition(Topics.EVENTS.name(), partition);
    ShopperEvent event =
        Events.withId(Shop.withStarterCard().event("Product Added", Instant.now(), who.label()));
    byte[] value = ContractJson.write(event);
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(
            where.topic(),
            partition,
            0,
            System.currentTimeMillis(),
            TimestampType.CREATE_TIME,
            0,
            value.length,
            "key",
            value,
            new RecordHeaders(),
            Optional.empty());
    return new ConsumerRecords<>(Map.of(where, List.of(record)), Map.of());
  }
}
