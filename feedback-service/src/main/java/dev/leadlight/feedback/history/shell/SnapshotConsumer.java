package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes leads as the score saw them, and with them the merges of leads. */
@ApplicationScoped
public class SnapshotConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  SnapshotConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("snapshots")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, FeatureSnapshot.class, this::store);
  }

  private Uni<Void> store(FeatureSnapshot snapshot) {
    return store
        .store(snapshot)
        .invoke(isNew -> metrics.taken("snapshot", isNew))
        .replaceWithVoid();
  }
}
