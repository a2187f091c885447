package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.scoring.erasure.shell.ErasureConsumer;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import dev.leadlight.scoring.replay.shell.EventLog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jboss.logging.Logger;

/**
 * Every few seconds: in a Redis that has come back older, after a fail-over or from a backup,
 * people are there again who were forgotten since. Their requests are acted on once more. An empty
 * one has nobody.
 */
@ApplicationScoped
public class RepeatedErasureJob {

  private static final Logger LOG = Logger.getLogger(RepeatedErasureJob.class);
  private static final String CHANNEL = "erasures";

  private final KafkaClientService clients;
  private final RedisErasureStore store;
  private final ErasureConsumer consumer;
  private final EventLog log;

  RepeatedErasureJob(
      KafkaClientService clients, RedisErasureStore store, ErasureConsumer consumer, EventLog log) {
    this.clients = clients;
    this.store = store;
    this.consumer = consumer;
    this.log = log;
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> check() {
    if (!clients.getConsumerChannels().contains(CHANNEL)) {
      return Uni.createFrom().voidItem();
    }
    Function<Consumer<String, byte[]>, Optional<Standing>> ask = RepeatedErasureJob::standing;
    return clients
        .<String, byte[]>getConsumer(CHANNEL)
        .runOnPollingThread(ask)
        .chain(standing -> standing.map(this::compare).orElseGet(RepeatedErasureJob::none))
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }

  /**
   * Where this replica stands in the topic.
   *
   * @param committed what Kafka was told to be taken
   * @param position what is fetched next
   */
  private record Standing(long committed, long position) {}

  /** Empty in all replicas but the one that reads the topic. */
  private static Optional<Standing> standing(Consumer<String, byte[]> kafka) {
    return kafka.assignment().stream()
        .findFirst()
        .map(
            partition -> {
              OffsetAndMetadata committed = kafka.committed(Set.of(partition)).get(partition);
              return new Standing(
                  committed == null ? 0 : committed.offset(), kafka.position(partition));
            });
  }

  /** Beyond the position is only what was noted of a topic that was there before this one. */
  private Uni<Void> compare(Standing standing) {
    return store
        .takenUpTo()
        .chain(
            taken ->
                taken.isEmpty() || taken.getAsLong() > standing.position()
                    ? store.taken(taken, standing.committed())
                    : taken.getAsLong() < standing.committed()
                        ? again(taken.getAsLong(), standing.committed())
                        : none());
  }

  private Uni<Void> again(long from, long until) {
    LOG.warnf("Redis is older than what was forgotten: again from offset=%d", from);
    return Uni.createFrom()
        .item(() -> read(from, until))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToMulti(records -> Multi.createFrom().iterable(records))
        .onItem()
        .transformToUniAndConcatenate(consumer::take)
        .collect()
        .last()
        .chain(() -> store.taken(OptionalLong.of(from), until));
  }

  private List<ConsumerRecord<String, byte[]>> read(long from, long until) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    log.readWhole(
        Topics.ERASURES,
        each -> {
          if (each.offset() >= from && each.offset() < until) {
            records.add(each);
          }
        });
    return records;
  }

  private static Uni<Void> none() {
    return Uni.createFrom().voidItem();
  }
}
