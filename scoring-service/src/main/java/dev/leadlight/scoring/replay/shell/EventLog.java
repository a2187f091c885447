package dev.leadlight.scoring.replay.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The events topic, read by a consumer of its own that belongs to no group, so that the fold does
 * not notice. All methods block and are for worker threads.
 */
@ApplicationScoped
public class EventLog {

  private static final int AT_ONCE = 2000;

  private final Map<String, Object> broker;
  private final ReplayConfig config;

  EventLog(@Identifier("default-kafka-broker") Map<String, Object> broker, ReplayConfig config) {
    this.broker = Map.copyOf(broker);
    this.config = config;
  }

  /**
   * Which records: by partition, from the first offset up to but without the last one.
   *
   * @param from where the topic begins now, or later
   */
  public record Range(Map<Integer, Long> from, Map<Integer, Long> until) {
    public Range {
      from = Map.copyOf(from);
      until = Map.copyOf(until);
    }

    /** How many records that are, at most. */
    public long size() {
      return until.entrySet().stream()
          .mapToLong(each -> Math.max(0, each.getValue() - begin(each.getKey())))
          .sum();
    }

    /** Where to begin in a partition. */
    long begin(int partition) {
      return from.getOrDefault(partition, 0L);
    }
  }

  /** Everything the topic holds at this moment. */
  public Range everything() {
    try (KafkaConsumer<String, byte[]> kafka = consumer(Map.of())) {
      List<TopicPartition> partitions = partitions(kafka);
      return new Range(
          byPartition(kafka.beginningOffsets(partitions)),
          byPartition(kafka.endOffsets(partitions)));
    }
  }

  /**
   * Up to which offset a consumer group has committed, by partition; partitions of which it has
   * committed nothing are missing.
   */
  public Map<Integer, Long> committed(String group) {
    try (KafkaConsumer<String, byte[]> kafka =
        consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group))) {
      Map<Integer, Long> offsets = new HashMap<>();
      kafka
          .committed(Set.copyOf(partitions(kafka)))
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  offsets.put(partition.partition(), offset.offset());
                }
              });
      return offsets;
    }
  }

  /**
   * Reads a range and hands its events over in order, in batches, on the calling thread.
   *
   * @throws ReplayCancelledException if the progress was cancelled
   * @throws org.apache.kafka.common.KafkaException if Kafka is away, or silent for too long
   */
  public void read(Range range, Progress progress, Consumer<List<LogRecord>> sink) {
    try (KafkaConsumer<String, byte[]> kafka = consumer(Map.of())) {
      new LogReading(kafka, range, progress, config.patience()).into(sink);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> kafka) {
    return kafka.partitionsFor(Topics.EVENTS.name()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> all = new HashMap<>();
    offsets.forEach((partition, offset) -> all.put(partition.partition(), offset));
    return all;
  }

  private KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
