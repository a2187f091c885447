package dev.leadlight.benchmarks.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.contracts.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The limit of folding: reads records, gets a value for each key of a batch and sets one of a
 * state's size, in two pipelined round trips, and commits. It understands nothing.
 */
final class FoldLimit {

  static final String GROUP = "fold-limit";

  private FoldLimit() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments a port that says that it runs, bootstrap servers, Redis URL, bytes of a value
   */
  public static void main(String[] arguments) throws IOException {
    byte[] value = new byte[Integer.parseInt(arguments[3])];
    try (ServerSocket sign = new ServerSocket(Integer.parseInt(arguments[0]));
        RedisLine redis = new RedisLine(arguments[2]);
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", arguments[1],
                    "group.id", GROUP,
                    "auto.offset.reset", "earliest",
                    "enable.auto.commit", "false",
                    "max.poll.records", "500"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.EVENTS.name()));
      Commits commits = new Commits(consumer);
      while (!sign.isClosed()) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        take(records, redis, value);
        commits.told(!records.isEmpty());
      }
    }
  }

  /**
   * One commit at a time. With one for each batch, whoever watches them sees most of them long
   * after their records were read, and takes the program for slower than it is.
   */
  private static final class Commits {
    private final KafkaConsumer<String, byte[]> consumer;
    private boolean isDue;
    private boolean isOnItsWay;

    Commits(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    /** After each poll, which also hears the answers. */
    void told(boolean hasRead) {
      isDue |= hasRead;
      if (isDue && !isOnItsWay) {
        isDue = false;
        isOnItsWay = true;
        consumer.commitAsync((offsets, failure) -> isOnItsWay = false);
      }
    }
  }

  private static void take(ConsumerRecords<String, byte[]> records, RedisLine redis, byte[] value)
      throws IOException {
    Set<String> keys = new HashSet<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      keys.add("limit:" + record.key());
    }
    for (String key : keys) {
      redis.write("GET".getBytes(UTF_8), key.getBytes(UTF_8));
    }
    answers(redis, keys.size());
    for (String key : keys) {
      redis.write("SET".getBytes(UTF_8), key.getBytes(UTF_8), value);
    }
    answers(redis, keys.size());
  }

  private static void answers(RedisLine redis, int count) throws IOException {
    redis.flush();
    for (int i = 0; i < count; i++) {
      redis.read();
    }
  }
}
