package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Whose past is not to be used again. Every replica reads the whole compacted topic for itself and
 * remembers requests as long as the event log keeps what came before them.
 */
@ApplicationScoped
@Default
@Identifier("erased")
public class ErasedConsumer implements KafkaConsumerRebalanceListener {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Inbox inbox;
  private final Clock clock;
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private volatile ErasedIdentities erased = ErasedIdentities.nobody();
  private volatile long caughtUpAt = Long.MAX_VALUE;

  ErasedConsumer(Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /** As far as this replica has read. */
  public ErasedIdentities identities() {
    return erased;
  }

  /**
   * The same for who may be about to read the past: not before all requests are known that there
   * were at the start. Fails with a time-out if they are not within two seconds.
   */
  public Uni<ErasedIdentities> complete() {
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
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      caughtUpAt = ends.getOrDefault(partition, 0L);
      if (consumer.position(partition) >= caughtUpAt) {
        first.complete(null);
      }
    }
  }

  @Incoming("erased")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    Uni<Void> taken =
        ErasureRequest.isKey(record.key())
            ? inbox.take(record, ErasureRequest.class, this::remember)
            : Uni.createFrom().voidItem();
    return taken.invoke(() -> read(record.offset()));
  }

  private void read(long offset) {
    if (offset + 1 >= caughtUpAt) {
      first.complete(null);
    }
  }

  private Uni<Void> remember(ErasureRequest request) {
    synchronized (this) {
      erased =
          erased.since(clock.instant().minus(Topics.EVENTS.retention())).with(List.of(request));
    }
    return Uni.createFrom().voidItem();
  }
}
