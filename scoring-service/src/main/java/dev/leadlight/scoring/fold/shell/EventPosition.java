package dev.leadlight.scoring.fold.shell;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where we stand in the events topic. Redis decides, not the committed offsets: it may come back
 * older than Kafka, after a fail-over or with an append-only file that lacks its last second, or
 * empty. Then what it has lost is read again.
 */
@ApplicationScoped
public class EventPosition {

  private static final Logger LOG = Logger.getLogger(EventPosition.class);

  private static final String CHANNEL = "events";

  private final KafkaClientService clients;

  EventPosition(KafkaClientService clients) {
    this.clients = clients;
  }

  /** The readers of this replica, by the names of their channels; none before it reads. */
  Set<String> readers() {
    return clients.getConsumerChannels().stream()
        .filter(channel -> channel.equals(CHANNEL) || channel.startsWith(CHANNEL + "$"))
        .collect(Collectors.toSet());
  }

  /**
   * Goes back where what a reader has read begins after the watermark, as far as the topic still
   * reaches. Answers whether it did; then the batch must be let go, and all of it comes again.
   */
  Uni<Boolean> rewound(
      String reader, Map<TopicPartition, Long> first, Map<Integer, Long> watermarks) {
    Map<TopicPartition, Long> again = new HashMap<>();
    first.forEach(
        (partition, offset) ->
            again.put(
                partition, Math.min(offset, watermarks.getOrDefault(partition.partition(), 0L))));
    if (again.equals(first)) {
      return Uni.createFrom().item(false);
    }
    Function<Consumer<String, byte[]>, Boolean> goBack = kafka -> goBack(kafka, again, first);
    return consumer(reader).runOnPollingThread(goBack);
  }

  /** What the group has committed of a reader's partitions. */
  Uni<Map<TopicPartition, Long>> committed(String reader) {
    Function<Consumer<String, byte[]>, Map<TopicPartition, Long>> ask = EventPosition::committed;
    return consumer(reader).runOnPollingThread(ask);
  }

  private static Map<TopicPartition, Long> committed(Consumer<String, byte[]> kafka) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    kafka
        .committed(kafka.assignment())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(partition, offset.offset());
              }
            });
    return offsets;
  }

  /**
   * What stands beside it in the same batch is let go with it, so that is read again, too. A
   * partition that another reader has by now is read again there, from where that one finds the
   * watermark: it must not be moved over what Redis has lost.
   */
  static boolean goBack(
      Consumer<String, byte[]> kafka,
      Map<TopicPartition, Long> again,
      Map<TopicPartition, Long> first) {
    Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(again.keySet());
    Map<TopicPartition, Long> from = new HashMap<>();
    first.forEach(
        (partition, offset) -> {
          long beginning = beginnings.getOrDefault(partition, 0L);
          long wanted = again.getOrDefault(partition, offset);
          from.put(partition, Math.min(offset, Math.max(wanted, beginning)));
        });
    if (from.equals(first)) {
      return false;
    }
    from.keySet().retainAll(kafka.assignment());
    from.forEach(
        (partition, offset) -> {
          LOG.warnf("reading again: partition=%d from offset=%d", partition.partition(), offset);
          kafka.seek(partition, offset);
        });
    return true;
  }

  /**
   * Has Kafka told how far it was read, and does not wait for that: a commit that is lost is made
   * good by the next one, and records that come again are recognised.
   */
  Uni<Void> commit(String reader, Map<TopicPartition, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    java.util.function.Consumer<Consumer<String, byte[]>> commit =
        kafka -> kafka.commitAsync(offsets, (what, failure) -> note(failure));
    return consumer(reader)
        .runOnPollingThread(commit)
        .onFailure()
        .invoke(EventPosition::note)
        .onFailure()
        .recoverWithNull();
  }

  private static void note(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.debugf("offsets not committed: %s", failure.getClass().getName());
    }
  }

  private KafkaConsumer<String, byte[]> consumer(String reader) {
    return clients.getConsumer(reader);
  }
}
