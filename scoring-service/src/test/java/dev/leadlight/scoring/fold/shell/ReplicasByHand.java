package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.Shop.after;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Separation;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.lead.shell.LeadStores;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.shadow.shell.ShadowWorkflow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Replicas that take batches of events into a real Redis, without Kafka and without Quarkus. */
@SuppressWarnings("NullAway")
abstract class ReplicasByHand {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Fold FOLD = new Fold(Scorecard.starter());

  static Redis redis;

  private static Vertx vertx;

  private static int ids;
  private static int offset;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    redis =
        Redis.createClient(vertx, SharedInfrastructure.with(List.of(ServerKind.REDIS)).redisUrl());
  }

  @AfterAll
  static void close() {
    redis.close();
    vertx.closeAndAwait();
  }

  static ShopperEvent e(String when, String... names) {
    ShopperEvent event =
        Shop.withStarterCard().event("Product Added to Wishlist", after(when), names);
    return new ShopperEvent(
        "c" + ids++,
        event.signal(),
        event.identities(),
        event.channel(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        null);
  }

  static ShopperEvent part(String leaving, String staying) {
    return Separation.event(
        "c" + ids++,
        List.of(Identity.parse(leaving).orElseThrow()),
        List.of(Identity.parse(staying).orElseThrow()),
        after("PT3M"));
  }

  static List<EventBatch.Read> reads(List<ShopperEvent> events) {
    return events.stream()
        .map(
            event ->
                new EventBatch.Read(
                    event,
                    new ConsumerRecord<>(Topics.EVENTS.name(), 0, offset++, "key", new byte[0])))
        .toList();
  }

  /** A replica takes a batch: all that it does with Redis but for the watermark. */
  static Uni<Void> take(Redis through, List<EventBatch.Read> reads) {
    return take(LeadStores.oneByOne(through), reads);
  }

  static Uni<Void> take(RedisLeadStore store, List<EventBatch.Read> reads) {
    Clock clock = Clock.fixed(after("PT1H"), ZoneOffset.UTC);
    SettleWorkflow replica =
        new SettleWorkflow(
            store,
            new PlanWriter(store),
            null,
            new ShadowWorkflow(null, null, new SimpleMeterRegistry(), clock),
            new ScoringMetrics(new SimpleMeterRegistry()),
            clock);
    Set<Identity> identities = new LinkedHashSet<>();
    reads.forEach(read -> identities.addAll(Alias.lookups(read.event())));
    return store
        .find(identities, Set.of())
        .chain(found -> replica.settle(FOLD, reads, found))
        .chain(settled -> store.note(Map.of(), Map.of(), settled.notes(), Map.of()));
  }

  static void takeAll(List<EventBatch.Read> reads) {
    take(redis, reads).await().atMost(PATIENCE);
  }

  static void begin(List<EventBatch.Read> before) {
    redis.send(Request.cmd(Command.FLUSHALL)).await().atMost(PATIENCE);
    before.forEach(read -> takeAll(List.of(read)));
  }
}
