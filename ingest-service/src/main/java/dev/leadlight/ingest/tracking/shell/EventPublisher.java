package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request's records side by side and completes when all of them are acknowledged by all
 * in-sync replicas. Never blocks: {@link EventProducer} refuses at once what it can't take.
 */
@Singleton
public class EventPublisher {

  private static final Logger LOG = Logger.getLogger(EventPublisher.class);

  private final Producer<String, byte[]> producer;

  EventPublisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Fails with a 503 problem as soon as one record is lost; others may have been written then. */
  public Uni<Void> publish(List<ProducerRecord<String, byte[]>> records) {
    return records.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().emitter(emitter -> send(records, emitter));
  }

  private void send(
      List<ProducerRecord<String, byte[]>> records, UniEmitter<? super Void> emitter) {
    Acknowledgements acknowledgements = new Acknowledgements(records.size(), emitter);
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        Future<RecordMetadata> unused = producer.send(record, acknowledgements);
      }
    } catch (KafkaException | IllegalStateException refused) {
      acknowledgements.onCompletion(null, refused);
    }
  }

  /** Completes with the last acknowledgement, or fails with the first failure. */
  private record Acknowledgements(AtomicInteger open, UniEmitter<? super Void> emitter)
      implements Callback {

    Acknowledgements(int count, UniEmitter<? super Void> emitter) {
      this(new AtomicInteger(count), emitter);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure != null) {
        // Whoever is late finds the emitter closed; the log has one line a request.
        if (open.getAndSet(Integer.MIN_VALUE) > 0) {
          LOG.debugf("not acknowledged: %s", failure.getClass().getName());
          emitter.fail(unavailable());
        }
      } else if (open.decrementAndGet() == 0) {
        emitter.complete(null);
      }
    }

    private static ProblemException unavailable() {
      return new ProblemException(
          ProblemType.UNAVAILABLE, "Events cannot be stored right now; send them again.");
    }
  }
}
