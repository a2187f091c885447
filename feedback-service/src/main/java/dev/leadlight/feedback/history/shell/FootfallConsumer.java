package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.feedback.footfall.Footfall;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what sensors counted in stores. A count that can't be one is put aside. */
@ApplicationScoped
public class FootfallConsumer {

  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  FootfallConsumer(
      Inbox inbox, DeadLetters deadLetters, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("footfall")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, ShopperEvent.class, event -> take(record, Footfall.read(event)));
  }

  private Uni<Void> take(ConsumerRecord<String, byte[]> record, Footfall.Reading reading) {
    if (reading.fault() != null) {
      return deadLetters.putAside(record, reading.fault());
    }
    return reading.footfall() == null ? Uni.createFrom().voidItem() : store(reading.footfall());
  }

  private Uni<Void> store(Footfall footfall) {
    return store
        .store(footfall)
        .invoke(isNew -> metrics.taken("footfall", isNew))
        .replaceWithVoid();
  }
}
