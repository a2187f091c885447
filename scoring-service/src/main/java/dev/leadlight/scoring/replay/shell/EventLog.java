package dev.leadlight.scoring.replay.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.lead.shell.IdentityConfig;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The events topic, read by a consumer of its own that belongs to no group, so that the fold does
 * not notice. All methods block and are for worker threads.
 */
@ApplicationScoped
public class EventLog {

  private static final int AT_ONCE = 500;

  /** Of each partition as much lies ready, and once more what is on its way: some megabytes. */
  private static final int FETCHED_BYTES = 256 * 1024;

  private final Map<String, Object> broker;
  private final ReplayConfig config;
  private final IdentityKeys keys;

  EventLog(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      ReplayConfig config,
      IdentityConfig identities) {
    this.broker = Map.copyOf(broker);
    this.keys = IdentityKeys.of(identities.secret());
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
   * Reads a range and hands its events over in order, in batches, on the calling thread. Events of
   * people who were erased since are left out.
   *
   * @return whose events those were; of whoever is erased later, some may have been handed over
   * @throws ReplayCancelledException if the progress was cancelled
   * @throws org.apache.kafka.common.KafkaException if Kafka is away, or silent for too long
   */
  public ErasedIdentities read(Range range, Progress progress, Consumer<List<LogRecord>> sink) {
    try (KafkaConsumer<String, byte[]> kafka = consumer(Map.of())) {
      ErasedIdentities erased = erased();
      new LogReading(kafka, range, progress, config.patience(), erased, keys).into(sink);
      return erased;
    }
  }

  private ErasedIdentities erased() {
    List<ErasureRequest> requests = new ArrayList<>();
    readWhole(
        Topics.ERASURES,
        each -> {
          try {
            if (!ErasureReceipt.isKey(each.key())) {
              requests.add(ContractJson.read(each.value(), ErasureRequest.class));
            }
          } catch (IOException e) {
            throw new UncheckedIOException("an erasure that is not readable", e);
          }
        });
    return ErasedIdentities.nobody().with(requests);
  }

  /**
   * Reads all records with a value that another topic holds now, each partition in order.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka is away, or silent for too long
   */
  public void readWhole(Topic topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
    try (KafkaConsumer<String, byte[]> kafka = consumer(Map.of())) {
      List<TopicPartition> partitions = partitions(kafka, topic);
      Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
      kafka.assign(partitions);
      kafka.seekToBeginning(partitions);
      long silentSince = System.nanoTime();
      while (partitions.stream().anyMatch(p -> kafka.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<String, byte[]> each : kafka.poll(Duration.ofMillis(100))) {
          silentSince = System.nanoTime();
          if (each.value() != null) {
            sink.accept(each);
          }
        }
        if (System.nanoTime() - silentSince > config.patience().toNanos()) {
          throw new TimeoutException("Kafka has sent nothing for " + config.patience());
        }
      }
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> kafka) {
    return partitions(kafka, Topics.EVENTS);
  }

  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> kafka, Topic topic) {
    return kafka.partitionsFor(topic.name()).stream()
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
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
