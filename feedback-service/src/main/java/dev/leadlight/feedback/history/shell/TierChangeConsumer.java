package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the changes of tier. */
@ApplicationScoped
public class TierChangeConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  TierChangeConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("tier-changes")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TierChange.class, this::store);
  }

  private Uni<Void> store(TierChange change) {
    return store
        .store(change)
        .invoke(isNew -> metrics.taken("tier_change", isNew))
        .replaceWithVoid();
  }
}
