package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Whose past is not to be used again. Every replica reads the whole compacted topic for itself and
 * remembers requests as long as the event log keeps what came before them. Until it has read up to
 * where the topic stood at start, nobody knows whose events are to be passed over.
 */
@ApplicationScoped
@Default
@Identifier("erased")
public class ErasedConsumer implements KafkaConsumerRebalanceListener {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Longer than a replica takes to read on that has stood still. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(30);

  private static final int MOST_RECENT = 1000;

  private final Inbox inbox;
  private final Clock clock;
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private volatile Known erased = new Known(ErasedIdentities.nobody(), 0);
  private final NavigableMap<Long, ErasureRequest> recent = new ConcurrentSkipListMap<>();

  /** Those of the past, which take effect together: each for itself would copy all before it. */
  private final List<ErasureRequest> past = new ArrayList<>();

  private long caughtUpAt = Long.MAX_VALUE;

  ErasedConsumer(Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * What this replica knows.
   *
   * @param upTo the offset up to which it has read the topic
   */
  public record Known(ErasedIdentities identities, long upTo) {}

  /** As far as this replica has read. */
  public ErasedIdentities identities() {
    return erased.identities();
  }

  /**
   * The requests from one offset up to another, once this replica has read them. Should it not get
   * so far, because the topic was made anew, those that it has.
   */
  public Uni<List<ErasureRequest>> between(long from, long until) {
    return Multi.createBy()
        .repeating()
        .uni(() -> Uni.createFrom().item(erased.upTo()).onItem().delayIt().by(LOOK))
        .whilst(upTo -> upTo < until)
        .collect()
        .last()
        .ifNoItem()
        .after(CATCHING_UP)
        .recoverWithItem(from)
        .map(upTo -> List.copyOf(recent.subMap(from, Math.max(from, until)).values()));
  }

  /**
   * All that were asked for before this replica started, at least; fails with a time-out if they
   * are not read within two seconds.
   */
  public Uni<Known> known() {
    return first.isDone()
        ? Uni.createFrom().item(erased)
        : Uni.createFrom()
            .completionStage(() -> first.copy())
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .map(read -> erased);
  }

  @Override
  public synchronized void onPartitionsAssigned(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      readUpTo(consumer.position(partition));
    }
  }

  @Incoming("erased")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    Uni<Void> read =
        ErasureRequest.isKey(record.key())
            ? inbox.take(
                record, ErasureRequest.class, request -> remember(request, record.offset()))
            : Uni.createFrom().voidItem();
    return read.invoke(() -> readUpTo(record.offset() + 1));
  }

  private Uni<Void> remember(ErasureRequest request, long offset) {
    synchronized (this) {
      past.add(request);
      recent.put(offset, request);
      if (recent.size() > MOST_RECENT) {
        recent.pollFirstEntry();
      }
    }
    return Uni.createFrom().voidItem();
  }

  private synchronized void readUpTo(long offset) {
    if (offset >= caughtUpAt) {
      ErasedIdentities identities = erased.identities();
      if (!past.isEmpty()) {
        identities = identities.with(past).since(clock.instant().minus(Topics.EVENTS.retention()));
        past.clear();
      }
      erased = new Known(identities, offset);
      first.complete(null);
    }
  }
}
