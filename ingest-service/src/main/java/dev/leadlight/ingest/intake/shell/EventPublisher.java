package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request's records side by side and completes when all of them are acknowledged by all
 * in-sync replicas. Records carry the request's trace context. Never blocks: {@link EventProducer}
 * refuses at once what it can't take.
 */
@Singleton
public class EventPublisher {

  private static final Logger LOG = Logger.getLogger(EventPublisher.class);

  private static final TextMapSetter<Headers> HEADERS =
      (headers, name, value) -> {
        if (headers != null) {
          headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
      };

  /** Of a record beside its key and value, in the producer's memory. */
  private static final int OVERHEAD_BYTES = 100;

  private final Producer<String, byte[]> producer;
  private final Backlog backlog;
  private final TextMapPropagator trace;

  EventPublisher(Producer<String, byte[]> producer, Backlog backlog, OpenTelemetry telemetry) {
    this.producer = producer;
    this.backlog = backlog;
    this.trace = telemetry.getPropagators().getTextMapPropagator();
  }

  /**
   * Sends at once, so that nobody has to keep the records meanwhile. Fails with a 503 problem as
   * soon as one record is lost; others may have been written then. None is sent if the source has
   * too many waiting.
   *
   * @param source its name
   */
  public Uni<Void> publish(String source, List<ProducerRecord<String, byte[]>> records) {
    return Uni.createFrom().completionStage(stored(source, records));
  }

  /** The same for who has to know how it ends, even if nobody waits for it any more. */
  CompletableFuture<Void> stored(String source, List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    long bytes = bytes(records);
    if (!backlog.enter(source, bytes)) {
      return CompletableFuture.failedFuture(unavailable());
    }
    CompletableFuture<Void> stored = new CompletableFuture<>();
    send(records, new Acknowledgements(source, bytes, records.size(), stored));
    return stored;
  }

  private void send(
      List<ProducerRecord<String, byte[]>> records, Acknowledgements acknowledgements) {
    Context request = Context.current();
    int sent = 0;
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        trace.inject(request, record.headers(), HEADERS);
        Future<RecordMetadata> unused = producer.send(record, acknowledgements);
        sent++;
      }
    } catch (KafkaException | IllegalStateException refused) {
      acknowledgements.fail(refused);
      acknowledgements.concluded(records.size() - sent);
    }
  }

  private static long bytes(List<ProducerRecord<String, byte[]>> records) {
    long bytes = 0;
    for (ProducerRecord<String, byte[]> record : records) {
      int value = record.value() == null ? 0 : record.value().length;
      bytes += value + record.key().length() + OVERHEAD_BYTES;
    }
    return bytes;
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        ProblemType.UNAVAILABLE, "Events cannot be stored right now; send them again.");
  }

  /**
   * Completes with the last acknowledgement, or fails with the first failure. The memory is free
   * again once the producer has let go of the last record.
   */
  private final class Acknowledgements implements Callback {
    private final String source;
    private final long bytes;
    private final long begun = System.nanoTime();
    private final AtomicInteger open;
    private final CompletableFuture<Void> stored;
    private volatile boolean failed;

    Acknowledgements(String source, long bytes, int count, CompletableFuture<Void> stored) {
      this.source = source;
      this.bytes = bytes;
      this.open = new AtomicInteger(count);
      this.stored = stored;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure != null) {
        fail(failure);
      }
      concluded(1);
    }

    void fail(Exception failure) {
      if (!failed) {
        failed = true;
        LOG.debugf("not acknowledged: %s", failure.getClass().getName());
        // Whoever is late changes nothing.
        stored.completeExceptionally(unavailable());
      }
    }

    void concluded(int records) {
      if (open.addAndGet(-records) == 0) {
        backlog.leave(source, bytes);
        if (!failed) {
          backlog.acknowledged(begun);
          stored.complete(null);
        }
      }
    }
  }
}
