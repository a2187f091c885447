package dev.leadlight.scoring.replay.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.replay.LogMerge;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a range. While the calling thread works on what is in order already, worker
 * threads decode what comes next. At most one poll of records and {@value #MOST_WAITING} records a
 * partition wait; a partition that is ahead is not read further meanwhile.
 */
final class LogReading {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST_WAITING = 500;
  private static final int BATCH = 500;
  private static final int DECODED_AT_ONCE = 250;

  private final KafkaConsumer<String, byte[]> kafka;
  private final EventLog.Range range;
  private final Progress progress;
  private final Duration patience;
  private final LogMerge merge;
  private final ErasedIdentities erased;
  private final IdentityKeys keys;
  private final Set<TopicPartition> open = new HashSet<>();
  private long lastNews = System.nanoTime();

  LogReading(
      KafkaConsumer<String, byte[]> kafka,
      EventLog.Range range,
      Progress progress,
      Duration patience,
      ErasedIdentities erased,
      IdentityKeys keys) {
    this.erased = erased;
    this.keys = keys;
    this.kafka = kafka;
    this.range = range;
    this.progress = progress;
    this.patience = patience;
    this.merge = new LogMerge(range.until().keySet());
  }

  void into(Consumer<List<LogRecord>> sink) {
    range.until().keySet().forEach(p -> open.add(new TopicPartition(Topics.EVENTS.name(), p)));
    kafka.assign(List.copyOf(open));
    open.forEach(partition -> kafka.seek(partition, range.begin(partition.partition())));
    endWhereNothingIsLeft();
    while (!open.isEmpty()) {
      checkCancelled();
      List<CompletableFuture<List<LogRecord>>> decoding = decode(kafka.poll(POLL));
      emit(sink); // meanwhile
      decoding.forEach(part -> part.join().forEach(merge::add));
      endWhereNothingIsLeft();
      restrain();
    }
    emit(sink);
    progress.at(range.size(), range.size());
  }

  private List<CompletableFuture<List<LogRecord>>> decode(ConsumerRecords<String, byte[]> records) {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(records.count());
    records.forEach(all::add);
    lastNews = all.isEmpty() ? lastNews : System.nanoTime();
    List<CompletableFuture<List<LogRecord>>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += DECODED_AT_ONCE) {
      List<ConsumerRecord<String, byte[]>> part =
          all.subList(i, Math.min(all.size(), i + DECODED_AT_ONCE));
      parts.add(
          CompletableFuture.supplyAsync(
              () -> decoded(part), Infrastructure.getDefaultWorkerPool()));
    }
    return parts;
  }

  private List<LogRecord> decoded(List<ConsumerRecord<String, byte[]>> records) {
    List<LogRecord> events = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> each : records) {
      ShopperEvent event = each.offset() < end(each.partition()) ? event(each) : null;
      Instant recordedAt = Instant.ofEpochMilli(each.timestamp());
      if (event != null && !erased.cover(event, recordedAt, keys)) {
        events.add(new LogRecord(event, each.partition(), each.offset(), recordedAt));
      }
    }
    return events;
  }

  /** What the fold takes: events of somebody, none of our own that came back, nothing broken. */
  private static @Nullable ShopperEvent event(ConsumerRecord<String, byte[]> each) {
    if (each.value() == null) {
      return null;
    }
    try {
      ShopperEvent event = ContractJson.read(each.value(), ShopperEvent.class);
      return event.identities().isEmpty() || Effect.Derived.isEcho(event) ? null : event;
    } catch (IOException | RuntimeException e) {
      return null; // the fold has put it aside
    }
  }

  private void emit(Consumer<List<LogRecord>> sink) {
    for (List<LogRecord> next = merge.take(BATCH); !next.isEmpty(); next = merge.take(BATCH)) {
      checkCancelled();
      sink.accept(next);
      progress.at(behind(), range.size());
    }
  }

  private void endWhereNothingIsLeft() {
    open.removeIf(
        partition -> {
          boolean hasEnded = kafka.position(partition) >= end(partition.partition());
          if (hasEnded) {
            merge.end(partition.partition());
            kafka.pause(List.of(partition));
          }
          return hasEnded;
        });
    progress.at(behind(), range.size());
    if (!open.isEmpty() && System.nanoTime() - lastNews > patience.toNanos()) {
      throw new TimeoutException("Kafka has sent nothing for " + patience);
    }
  }

  private void restrain() {
    Set<Integer> full = new HashSet<>(merge.full(MOST_WAITING));
    for (TopicPartition partition : open) {
      if (full.contains(partition.partition())) {
        kafka.pause(List.of(partition));
      } else {
        kafka.resume(List.of(partition));
      }
    }
  }

  private long behind() {
    long read = 0;
    for (int partition : range.until().keySet()) {
      long position = kafka.position(new TopicPartition(Topics.EVENTS.name(), partition));
      read += Math.min(position, end(partition)) - Math.min(range.begin(partition), end(partition));
    }
    return Math.max(0, read - merge.size());
  }

  private long end(int partition) {
    return range.until().getOrDefault(partition, 0L);
  }

  private void checkCancelled() {
    if (progress.isCancelled()) {
      throw new ReplayCancelledException();
    }
  }
}
