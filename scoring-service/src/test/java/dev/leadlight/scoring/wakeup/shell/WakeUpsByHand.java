package dev.leadlight.scoring.wakeup.shell;

import static dev.leadlight.scoring.Soon.soon;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.TopicRecords;
import dev.leadlight.scoring.MovableClock;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.fold.shell.EffectPublisher;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisWakeUpStore.Claim;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Wake-ups on a real Redis and Kafka, taken step by step: the job itself does not run here. */
@SuppressWarnings("NullAway.Init")
abstract class WakeUpsByHand {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Duration MUCH_LATER = Duration.ofDays(50);

  Infrastructure infrastructure;
  @Inject RedisDataSource redis;
  @Inject MovableClock clock;
  @Inject WakeUpWorkflow workflow;
  @Inject RedisLeadStore leads;
  @Inject EffectPublisher effects;
  TopicRecords topics;
  final String user = "w-" + UUID.randomUUID();
  final Fold fold = new Fold(Scorecard.starter());
  final Silence silence = new Silence(fold);

  @BeforeEach
  void connect() {
    topics = new TopicRecords(infrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void comeBack() {
    drain();
    clock.ahead(Duration.ZERO);
    topics.close();
  }

  final void send(String signal, Instant when, String who) {
    Identity identity = Identity.parse("user:" + who).orElseThrow();
    topics.send(
        Topics.EVENTS,
        leads.keys().keyOf(identity),
        new ShopperEvent(
            UUID.randomUUID().toString(),
            Signal.ofEventName(signal),
            List.of(identity),
            Channel.ONLINE,
            "test",
            when,
            when,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            null));
  }

  /** Somebody fills a cart and becomes sales-ready. */
  final void fillCart(String who) {
    putIntoCart(who);
    topics.flush();
  }

  final void putIntoCart(String who) {
    Instant now = clock.instant();
    for (int i = 0; i < 4; i++) {
      send("Product Added", now.minusSeconds(4 - i), who);
    }
  }

  final void awaitTier(String who, String tier) {
    soon().until(() -> state(who).tier().equals(tier));
  }

  final LeadId lead(String who) {
    return leads.keys().leadIdOf(Identity.parse("user:" + who).orElseThrow());
  }

  final LeadState state(String who) {
    return stored(who).state();
  }

  final Versioned stored(String who) {
    return Objects.requireNonNull(
        leads.load(List.of(lead(who)), "newsletter").await().atMost(PATIENCE).get(lead(who)));
  }

  /** Takes all that is due; answers how many that were. */
  final int drain() {
    int all = 0;
    for (int n = 1; n > 0; all += n) {
      n = workflow.round().await().atMost(PATIENCE);
    }
    return all;
  }

  final List<Claim> claim() {
    return workflow.claim().await().atMost(PATIENCE).claims();
  }

  final List<TierChange> toldByTime(String who) {
    return records(Topics.TIER_CHANGES, record -> lead(who).value().equals(record.key())).stream()
        .map(record -> read(record, TierChange.class))
        .filter(change -> change.cause().kind() == Cause.Kind.TIME)
        .toList();
  }

  final List<ShopperEvent> derivedOf(String who) {
    String key = leads.keys().keyOf(Identity.parse("user:" + who).orElseThrow());
    return records(Topics.EVENTS, record -> key.equals(record.key())).stream()
        .map(record -> read(record, ShopperEvent.class))
        .filter(event -> event.source().equals("leadlight"))
        .toList();
  }

  final List<ConsumerRecord<String, byte[]>> records(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> which) {
    return topics.in(topic, which);
  }

  static <T> T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
    try {
      return ContractJson.read(record.value(), type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  final long inAnySet(String who, String kind) {
    long found = 0;
    for (int part = 0; part < 16; part++) {
      found +=
          redis
                  .sortedSet(String.class)
                  .zscore("ll:t:{" + part + "}" + kind, lead(who).value())
                  .isPresent()
              ? 1
              : 0;
    }
    return found;
  }
}
