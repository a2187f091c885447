package dev.leadlight.ingest.imports.shell;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.RejectedEvent;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.ingest.imports.CsvGuard;
import dev.leadlight.ingest.imports.RejectedPlace;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The refused rows of an import, straight from the rejected topic, where they are kept anyway: from
 * the time it was started to now, or a while after its end.
 */
@Singleton
public class RejectedRows {

  /** Clocks of replicas and brokers differ a little. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);

  /** A reader holds a thread of ours for no longer than that while Kafka sends nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final CsvMapper CSV =
      CsvMapper.csvBuilder().enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS).build();

  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          .addNumberColumn("row")
          .addColumn("column")
          .addColumn("reason")
          .addColumn("detail")
          .addColumn("raw")
          .build()
          .withHeader();

  private final Map<String, Object> broker;

  RejectedRows(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.broker = broker;
  }

  /** Writes them as CSV while they are read. Blocks. */
  void write(ImportState state, OutputStream out) throws IOException {
    try (KafkaConsumer<String, byte[]> kafka =
            new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
        SequenceWriter rows = CSV.writer(COLUMNS).writeValues(out)) {
      rows.write(List.of());
      Map<TopicPartition, Long> ends = seek(kafka, state);
      Repeats repeats = new Repeats();
      long lastNews = System.nanoTime();
      while (isBehind(kafka, ends)) {
        ConsumerRecords<String, byte[]> records = kafka.poll(POLL);
        lastNews = records.isEmpty() ? lastNews : System.nanoTime();
        if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
          throw new IOException("Kafka has sent nothing for " + PATIENCE);
        }
        for (ConsumerRecord<String, byte[]> record : records) {
          write(record, state, repeats, rows);
        }
      }
    }
  }

  /** Stands where the import began; answers where the topic ends now. */
  private static Map<TopicPartition, Long> seek(
      KafkaConsumer<String, byte[]> kafka, ImportState state) {
    String topic = Topics.EVENTS_REJECTED.name();
    List<TopicPartition> partitions =
        kafka.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    kafka.assign(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(kafka.endOffsets(partitions));
    Map<TopicPartition, Long> began = times(partitions, state.startedAt().minus(MARGIN));
    kafka.offsetsForTimes(began).forEach((partition, found) -> seek(kafka, ends, partition, found));
    if (state.state().isEnd()) {
      Map<TopicPartition, Long> ended = times(partitions, state.updatedAt().plus(MARGIN));
      kafka.offsetsForTimes(ended).forEach((partition, found) -> shorten(ends, partition, found));
    }
    return ends;
  }

  private static Map<TopicPartition, Long> times(List<TopicPartition> partitions, Instant moment) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, moment.toEpochMilli()));
    return times;
  }

  private static void seek(
      KafkaConsumer<String, byte[]> kafka,
      Map<TopicPartition, Long> ends,
      TopicPartition partition,
      @Nullable OffsetAndTimestamp found) {
    kafka.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset());
  }

  private static void shorten(
      Map<TopicPartition, Long> ends,
      TopicPartition partition,
      @Nullable OffsetAndTimestamp found) {
    if (found != null) {
      ends.merge(partition, found.offset(), Math::min);
    }
  }

  private static boolean isBehind(
      KafkaConsumer<String, byte[]> kafka, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue());
  }

  private static void write(
      ConsumerRecord<String, byte[]> record,
      ImportState state,
      Repeats repeats,
      SequenceWriter rows)
      throws IOException {
    RejectedEvent event = state.source().equals(record.key()) ? read(record.value()) : null;
    if (event == null) {
      return;
    }
    Optional<RejectedPlace> place =
        RejectedPlace.parse(event.endpoint()).filter(found -> found.isOf(state));
    if (place.isPresent() && repeats.isNew(place.get().row())) {
      rows.write(
          Arrays.asList(
              place.get().row(),
              CsvGuard.guarded(column(event.pointer())),
              event.reason(),
              event.detail(),
              CsvGuard.guarded(event.body())));
    }
  }

  /** Null of what is no refused event: a report must not end there. */
  private static @Nullable RejectedEvent read(byte @Nullable [] value) {
    try {
      return value == null ? null : ContractJson.read(value, RejectedEvent.class);
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static String column(@Nullable String pointer) {
    return pointer == null || pointer.isEmpty()
        ? ""
        : pointer.substring(1).replace("~1", "/").replace("~0", "~");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put("enable.auto.commit", false);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("max.partition.fetch.bytes", 512 * 1024);
    settings.remove("group.id");
    return settings;
  }
}
