package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what leads do in stores. */
@ApplicationScoped
public class StoreSignalConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  StoreSignalConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("store-signals")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, StoreSignal.class, this::store);
  }

  private Uni<Void> store(StoreSignal signal) {
    return store
        .store(signal)
        .invoke(isNew -> metrics.taken("store_signal", isNew))
        .replaceWithVoid();
  }
}
