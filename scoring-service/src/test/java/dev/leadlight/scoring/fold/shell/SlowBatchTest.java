package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.scoring.ByHand;
import dev.leadlight.scoring.Events;
import dev.leadlight.scoring.LiveShop;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.erasure.shell.ErasedConsumer;
import dev.leadlight.scoring.erasure.shell.ErasedMeanwhile;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import dev.leadlight.scoring.shadow.shell.ShadowWorkflow;
import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen while a batch is being folded, for its replica may stand still meanwhile. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@SuppressWarnings("NullAway")
class SlowBatchTest {

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
  @Inject ErasedMeanwhile erasedMeanwhile;
  @Inject SweptMeanwhile sweptMeanwhile;
  @Inject RedisSweepStore sweeps;
  @Inject WakeUpWorkflow wakeUps;
  @Inject RedisDataSource datasource;
  @Inject Clock clock;

  @ConfigProperty(name = "leadlight.identity.secret")
  String secret;

  private Redis redis;
  private RedisLeadStore store;
  private TopicRecords topics;

  @BeforeEach
  void connect() {
    redis = Redis.createClient(vertx, infrastructure.redisUrl());
    store = LeadStores.oneByOne(redis, secret);
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void comeBack() {
    topics.publish(Topics.SCORECARDS, "retail-starter", Scorecard.starterDocument());
    soon().until(() -> fold().card().published() == null);
    topics.close();
    redis.close();
  }

  /** With and without a lead that is there before. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsForgottenAtAnyStepIsNotThereAgain(boolean isKnown) {
    boolean reached = true;
    for (int step = 0; reached; step++) {
      Identity who = Identity.parse("user:" + UUID.randomUUID()).orElseThrow();
      Identity browser = Identity.parse("anonymous:" + UUID.randomUUID()).orElseThrow();
      if (isKnown) {
        take(store, 0, who, browser);
        assertThat(lead(store, who)).matches(lead -> !lead.isUnseen());
      }
      SteppedRedis slow =
          SteppedRedis.interruptedAfter(step, redis, () -> forget(isKnown ? who : browser));

      take(LeadStores.oneByOne(slow, secret), 1, browser);

      reached = slow.reached();
      if (reached) {
        assertThat(List.of(lead(store, who), lead(store, browser)))
            .as("after %s commands", step)
            .allMatch(LeadState::isUnseen);
      }
    }
  }

  @Test
  void whoIsSweptAtAnyStepUnderANewCardIsLookedAtAgainSoon() {
    boolean reached = true;
    for (int step = 0; reached; step++) {
      Identity who = Identity.parse("user:" + UUID.randomUUID()).orElseThrow();
      publish(100, 50);
      take(store, 0, who);
      SteppedRedis slow = SteppedRedis.interruptedAfter(step, redis, () -> sweep(who));

      take(LeadStores.oneByOne(slow, secret), 1, who); // 50 points: nurture by the card of before

      reached = slow.reached();
      if (reached) {
        assertThat(lead(store, who).tier().equals("sales-ready") || isLookedAtSoon(who))
            .as("after %s commands", step)
            .isTrue();
      }
    }
  }

  /** Under a card by which somebody with two carts is ready for sales. */
  private Uni<Void> sweep(Identity who) {
    return elsewhere(
        () -> {
          Fold fold = publish(40, 20);
          Instant at = fold.card().published().at();
          sweeps
              .claim(
                  new Sweep(UUID.randomUUID().toString(), at, "other"),
                  0,
                  clock.instant(),
                  Duration.ofSeconds(15))
              .await()
              .atMost(PATIENCE);
          wakeUps.look(fold, List.of(lead(store, who).id()), false).await().atMost(PATIENCE);
        });
  }

  private Fold publish(int salesReady, int nurture) {
    ObjectNode document = Scorecard.starterDocument().deepCopy();
    String version = UUID.randomUUID().toString();
    document.put("version", version);
    document.putObject("published").put("at", Instant.now().toString()).put("announce", true);
    ((ObjectNode) document.path("tiers").path(0)).put("from", salesReady);
    ((ObjectNode) document.path("tiers").path(1)).put("from", nurture);
    topics.publish(Topics.SCORECARDS, "retail-starter", document);
    soon().until(() -> fold().card().ref().version().equals(version));
    return fold();
  }

  private Fold fold() {
    return active.get().await().atMost(PATIENCE);
  }

  private boolean isLookedAtSoon(Identity who) {
    String id = store.keys().leadIdOf(who).value();
    return IntStream.range(0, 16)
        .mapToObj(part -> datasource.sortedSet(String.class).zscore("ll:t:{" + part + "}", id))
        .flatMapToDouble(OptionalDouble::stream)
        .anyMatch(at -> at < clock.instant().plusSeconds(10).toEpochMilli());
  }

  private LeadState lead(RedisLeadStore store, Identity who) {
    Link link = store.find(List.of(who), Set.of()).await().atMost(PATIENCE).links().get(who);
    return link == null
        ? LeadState.unseen(store.keys().leadIdOf(who), "")
        : store.load(List.of(link.lead()), "").await().atMost(PATIENCE).get(link.lead()).state();
  }

  /** Completes when it is done. */
  private static Uni<Void> forget(Identity who) {
    return elsewhere(() -> LiveShop.forget(who.label()));
  }

  private static Uni<Void> elsewhere(Runnable work) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool())
        .invoke(work);
  }

  private void take(RedisLeadStore store, int partition, Identity... who) {
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
            erasedMeanwhile,
            sweptMeanwhile)
        .take("by-hand", record(partition, who))
        .await()
        .atMost(PATIENCE);
  }

  private static ConsumerRecords<String, byte[]> record(int partition, Identity... who) {
    TopicPartition where = new TopicPartition(Topics.EVENTS.name(), partition);
    ShopperEvent event =
        Events.withId(
            Shop.withStarterCard()
                .event(
                    "Product Added",
                    Instant.now(),
                    Arrays.stream(who).map(Identity::label).toArray(String[]::new)));
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
