package dev.leadlight.benchmarks.scoring;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.benchmarks.fold.Histories;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The events topic: filled by us, read by the programs that are measured. */
record EventLog(String kafka) {

  private static final Duration BETWEEN_DEEDS = Duration.ofSeconds(30);
  private static final int MOST_DEEDS = 9;
  private static final int DEEDS_AN_ORDER = 50;

  /** The name of the i-th lead. */
  static String user(int i) {
    return "u" + i;
  }

  /**
   * Writes what so many leads did lately. A tenth of them are there at once, each for a visit of
   * one to nine deeds half a minute apart, so that their events stand between those of all others.
   */
  void fill(int events, int leads) throws ExecutionException, InterruptedException {
    fill(events, leads, Math.max(1, leads / 10), Integer.MAX_VALUE);
  }

  /** The same over so much time, with as few visitors at once as it takes, and with orders. */
  void fill(int events, int leads, Duration span) throws ExecutionException, InterruptedException {
    long atOnce = BETWEEN_DEEDS.multipliedBy(events).dividedBy(span);
    fill(events, leads, (int) Math.max(1, atOnce), DEEDS_AN_ORDER);
  }

  private void fill(int events, int leads, int atOnce, int deedsAnOrder)
      throws ExecutionException, InterruptedException {
    Histories histories = new Histories(events);
    Random random = new Random(events);
    int[] visitors = new int[atOnce];
    int[] deedsLeft = new int[atOnce];
    Duration span = BETWEEN_DEEDS.multipliedBy(events).dividedBy(atOnce);
    Instant begin = Instant.now().minus(span);
    AtomicInteger visits = new AtomicInteger();
    write(
        events,
        i -> {
          int place = random.nextInt(visitors.length);
          if (deedsLeft[place]-- == 0) {
            int visit = visits.getAndIncrement();
            visitors[place] = visit < leads ? visit : random.nextInt(leads);
            deedsLeft[place] = random.nextInt(MOST_DEEDS);
          }
          Instant when = begin.plus(span.multipliedBy(i).dividedBy(events));
          List<Identity> who = Histories.identities(user(visitors[place]));
          return (i + 1) % deedsAnOrder == 0
              ? histories.order(when, who)
              : histories.deed(when, who);
        });
  }

  /** One in so many leads puts one thing into the cart, the others only look at one. */
  void fillCarts(int leads, int oneIn) throws ExecutionException, InterruptedException {
    Histories histories = new Histories(leads);
    Instant begin = Instant.now();
    write(
        leads,
        i ->
            histories.deed(
                i % oneIn == 0 ? "product_added" : "product_viewed",
                begin,
                Histories.identities(user(i)).subList(0, 1)));
  }

  /** Puts a card in force. */
  void publish(String id, JsonNode card) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer
          .send(new ProducerRecord<>(Topics.SCORECARDS.name(), id, ContractJson.write(card)))
          .get();
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka, "linger.ms", 20, "batch.size", 256 * 1024),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void write(int count, IntFunction<ShopperEvent> events)
      throws ExecutionException, InterruptedException {
    IdentityKeys keys = IdentityKeys.of(ScoringRecipe.SECRET);
    Future<?> last = CompletableFuture.completedFuture("");
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        ShopperEvent event = events.apply(i);
        last =
            producer.send(
                new ProducerRecord<>(
                    Topics.EVENTS.name(),
                    keys.keyOf(event.identities().get(0)),
                    ContractJson.write(event)));
      }
      producer.flush();
      last.get();
    }
  }

  /** How many records a consumer group has committed. */
  long committed(Admin admin, String group) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return offsets.entrySet().stream()
        .filter(offset -> offset.getKey().topic().equals(Topics.EVENTS.name()))
        .mapToLong(offset -> offset.getValue() == null ? 0 : offset.getValue().offset())
        .sum();
  }

  /** Waits until a consumer group has committed so many records. */
  void awaitFolded(Admin admin, String group, long count)
      throws ExecutionException, InterruptedException {
    while (committed(admin, group) < count) {
      Thread.sleep(50);
    }
  }

  /** How many records there are. */
  long size(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    TopicDescription topic =
        requireNonNull(
            admin
                .describeTopics(List.of(Topics.EVENTS.name()))
                .allTopicNames()
                .get()
                .get(Topics.EVENTS.name()));
    topic
        .partitions()
        .forEach(
            part ->
                ends.put(new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }
}
