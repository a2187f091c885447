package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads back what stands in a topic. Tests share the topics, so each looks for ids of its own. */
final class TopicReader {

  /** A value with its key. */
  record Read<T>(String key, T value) {}

  /** All values that stand in the topic right now and are looked for. */
  static <T> List<Read<T>> read(
      String bootstrapServers, Topic topic, Class<T> type, Predicate<T> wanted) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Read<T>> found = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          T value = parse(record.value(), type);
          if (wanted.test(value)) {
            found.add(new Read<>(record.key(), value));
          }
        }
      }
      return found;
    }
  }

  private static <T> T parse(byte[] json, Class<T> type) {
    try {
      return ContractJson.read(json, type);
    } catch (IOException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  private TopicReader() {}
}
