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

  private final Producer<String, byte[]> producer;
  private final TextMapPropagator trace;

  EventPublisher(Producer<String, byte[]> producer, OpenTelemetry telemetry) {
    this.producer = producer;
    this.trace = telemetry.getPropagators().getTextMapPropagator();
  }

  /**
   * Sends at once, subscribed or not, so that nobody has to keep the records meanwhile. Fails with
   * a 503 problem as soon as one record is lost; others may have been written then.
   */
  public Uni<Void> publish(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    CompletableFuture<Void> stored = new CompletableFuture<>();
    send(records, stored);
    return Uni.createFrom().completionStage(stored);
  }

  private void send(List<ProducerRecord<String, byte[]>> records, CompletableFuture<Void> stored) {
    Acknowledgements acknowledgements = new Acknowledgements(records.size(), stored);
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        trace.inject(Context.current(), record.headers(), HEADERS);
        Future<RecordMetadata> unused = producer.send(record, acknowledgements);
      }
    } catch (KafkaException | IllegalStateException refused) {
      acknowledgements.onCompletion(null, refused);
    }
  }

  /** Completes with the last acknowledgement, or fails with the first failure. */
  private record Acknowledgements(AtomicInteger open, CompletableFuture<Void> stored)
      implements Callback {

    Acknowledgements(int count, CompletableFuture<Void> stored) {
      this(new AtomicInteger(count), stored);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure != null) {
        // Whoever is late changes nothing; the log has one line a request.
        if (open.getAndSet(Integer.MIN_VALUE) > 0) {
          LOG.debugf("not acknowledged: %s", failure.getClass().getName());
          stored.completeExceptionally(unavailable());
        }
      } else if (open.decrementAndGet() == 0) {
        stored.complete(null);
      }
    }

    private static ProblemException unavailable() {
      return new ProblemException(
          ProblemType.UNAVAILABLE, "Events cannot be stored right now; send them again.");
    }
  }
}
