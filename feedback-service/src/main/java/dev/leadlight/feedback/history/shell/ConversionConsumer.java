package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes orders. */
@ApplicationScoped
public class ConversionConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  ConversionConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("conversions")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, Conversion.class, this::store);
  }

  private Uni<Void> store(Conversion conversion) {
    return store
        .store(conversion)
        .invoke(isNew -> metrics.taken("conversion", isNew))
        .replaceWithVoid();
  }
}
