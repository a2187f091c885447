package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes how telling somebody about a lead ended. */
@ApplicationScoped
public class DeliveryConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  DeliveryConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("deliveries")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, DeliveryConcluded.class, this::store);
  }

  private Uni<Void> store(DeliveryConcluded delivery) {
    return store
        .store(delivery)
        .invoke(isNew -> metrics.taken("delivery", isNew))
        .replaceWithVoid();
  }
}
