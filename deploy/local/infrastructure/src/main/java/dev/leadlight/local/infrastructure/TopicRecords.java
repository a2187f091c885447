package dev.leadlight.local.infrastructure;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.json.ContractJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What tests put into topics and find there. For one thread. */
public final class TopicRecords implements AutoCloseable {
  /** By broker. To make one, and to close it, takes ten times as long as most reads. */
  private static final ThreadLocal<Map<String, KafkaConsumer<String, byte[]>>> CONSUMERS =
      ThreadLocal.withInitial(HashMap::new);

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  /** Records of the broker at that address. */
  public TopicRecords(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Starts to send a value as JSON; {@link #flush} tells whether the broker took it. */
  public void send(Topic topic, String key, Object value) {
    sent.add(producer.send(new ProducerRecord<>(topic.name(), key, ContractJson.write(value))));
  }

  /** Publishes bytes, or a tombstone where there are none, and waits until the broker has them. */
  public void publish(Topic topic, String key, byte @Nullable [] value) {
    sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value)));
    flush();
  }

  /** Publishes a value as JSON and waits until the broker has it. */
  public void publish(Topic topic, String key, Object value) {
    publish(topic, key, ContractJson.write(value));
  }

  /** Everything in a topic that matches, as far as it is written now. */
  public List<ConsumerRecord<String, byte[]>> in(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    return read(bootstrapServers, topic, wanted);
  }

  /** Everything in a topic of that broker that matches, as far as it is written now. */
  public static List<ConsumerRecord<String, byte[]>> read(
      String bootstrapServers, Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    KafkaConsumer<String, byte[]> consumer =
        CONSUMERS.get().computeIfAbsent(bootstrapServers, TopicRecords::consumer);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(topic.name(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (wanted.test(record)) {
          found.add(record);
        }
      }
    }
    consumer.unsubscribe();
    return found;
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers,
            // A fetch that waits for more delays the next read.
            "fetch.max.wait.ms", "20",
            "enable.metrics.push", "false"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * Waits until the broker has what was sent.
   *
   * @throws IllegalStateException if it refused a record
   */
  public void flush() {
    try {
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
      sent.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
