package dev.leadlight.ingest.tracking.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.local.infrastructure.TopicRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Spoilt requests over HTTP: each is taken or refused with a reason, none is a fault of ours, and
 * whatever an authenticated source sent stands in one of the two topics. The system property {@code
 * fuzz.seed} repeats a run, {@code fuzz.requests} makes it longer. {@link SpoiltBodiesTest} judges
 * a hundred thousand of them without the wire.
 */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class FuzzTest {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 12_000);
  private static final int WARM_UP = 2_000;
  private static final int CLIENTS = 8;
  private static final long MORE_HEAP_BYTES = 96L * 1024 * 1024;

  private static final Set<String> SOURCES = Set.of("fuzz", "fuzz-body");

  private static final Set<String> WHOLE_BODIES =
      Set.of(
          "body_too_large",
          "unknown_encoding",
          "undecodable_body",
          "malformed_json",
          "missing_batch");

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @TestHTTPResource
  URL url;

  @SuppressWarnings("NullAway.Init") // the framework fills it
  @Inject
  MeterRegistry registry;

  @SuppressWarnings("NullAway.Init") // the test resource fills it
  Infrastructure infrastructure;

  private final FuzzClient.Tally tally = new FuzzClient.Tally();

  @Test
  void whateverIsSentIsTakenOrRefusedAndNothingIsLost()
      throws IOException, InterruptedException, ExecutionException {
    // Given
    long seed = Long.getLong("fuzz.seed", 20_260_922L);
    Mutator mutator = new Mutator(seed, CapturedBodies.all());
    LogWatch logs = new LogWatch(CapturedBodies.PLANTED);
    long heapBefore = 0;

    // When
    try (logs) {
      send(mutator, WARM_UP, 0);
      heapBefore = heapBytes();
      send(mutator, REQUESTS - WARM_UP, WARM_UP);
    } catch (ExecutionException finding) {
      throw new AssertionError("fuzz.seed=" + seed + ": " + finding.getCause(), finding);
    }

    // Then
    assertThat(heapBytes() - heapBefore).as("more heap than before").isLessThan(MORE_HEAP_BYTES);
    assertThat(tally.statuses().get(200)).isGreaterThan(REQUESTS / 10);
    assertThat(tally.refusedSingles().get() + tally.refusedBatches().get())
        .isGreaterThan(REQUESTS / 10);
    assertThat(logs.telling()).as("log lines that tell of people or keys").isEmpty();
    assertNothingIsLost();
    forget();
  }

  /** Eight clients share the requests and keep four each under way. */
  private void send(Mutator mutator, int count, int from)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger(from);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> sendShare(mutator, next, from + count)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The first finding ends all shares. */
  private @Nullable Void sendShare(Mutator mutator, AtomicInteger next, int end)
      throws IOException {
    boolean done = false;
    try (FuzzClient client = new FuzzClient(url, tally)) {
      for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
        client.send(mutator.mutant(number));
      }
      done = true;
    } finally {
      if (!done) {
        next.set(end);
      }
    }
    return null;
  }

  private void assertNothingIsLost() {
    Map<String, Integer> rejected = new TreeMap<>();
    Map<String, Integer> accepted = new TreeMap<>();
    AtomicInteger singles = new AtomicInteger();
    AtomicInteger batches = new AtomicInteger();
    each(
        Topics.EVENTS_REJECTED,
        RejectedEvent.class,
        event -> {
          rejected.merge(event.source() + " " + event.reason(), 1, Integer::sum);
          if (event.source().equals("fuzz") && !FuzzClient.isBatch(event.endpoint())) {
            singles.incrementAndGet();
          } else if (event.source().equals("fuzz") && WHOLE_BODIES.contains(event.reason())) {
            batches.incrementAndGet();
          }
        });
    each(
        Topics.EVENTS,
        ShopperEvent.class,
        event -> accepted.merge(event.source() + " none", 1, Integer::sum));

    assertThat(singles.get()).isEqualTo(tally.refusedSingles().get());
    assertThat(batches.get()).isEqualTo(tally.refusedBatches().get());
    assertThat(ofFuzz(rejected)).isEqualTo(counted("rejected"));
    assertThat(ofFuzz(accepted)).isEqualTo(counted("accepted"));
    for (String source : SOURCES) {
      assertThat(sum("leadlight.ingest.received", source))
          .isEqualTo(sum("leadlight.ingest.events", source));
    }
    assertThat(counted("unavailable")).isEmpty();
  }

  private <T> void each(Topic topic, Class<T> type, Consumer<T> look) {
    TopicRecords.read(
        infrastructure.kafkaBootstrapServers(),
        topic,
        record -> {
          try {
            look.accept(ContractJson.read(record.value(), type));
          } catch (IOException notOurs) {
            throw new UncheckedIOException(notOurs);
          }
          return false;
        });
  }

  private static Map<String, Integer> ofFuzz(Map<String, Integer> all) {
    Map<String, Integer> own = new TreeMap<>(all);
    own.keySet().removeIf(name -> !SOURCES.contains(name.substring(0, name.indexOf(' '))));
    return own;
  }

  /** Counters of an outcome by source and reason. */
  private Map<String, Integer> counted(String outcome) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Counter counter :
        registry.find("leadlight.ingest.events").tag("outcome", outcome).counters()) {
      counts.put(
          counter.getId().getTag("source") + " " + counter.getId().getTag("reason"),
          (int) counter.count());
    }
    counts.values().removeIf(count -> count == 0);
    return ofFuzz(counts);
  }

  private double sum(String meter, String source) {
    return registry.find(meter).tag("source", source).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Other tests read the topics from their beginning. */
  private void forget() throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()))) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (Topic topic : List.of(Topics.EVENTS, Topics.EVENTS_REJECTED)) {
        int partitions =
            admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
        for (int partition = 0; partition < partitions; partition++) {
          all.put(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(-1));
        }
      }
      admin.deleteRecords(all).all().get();
    }
  }
}
