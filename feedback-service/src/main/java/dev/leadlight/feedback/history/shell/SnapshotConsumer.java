package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.feedback.label.shell.LabelStore;
import dev.leadlight.feedback.snapshot.PointInTime;
import dev.leadlight.feedback.snapshot.shell.SnapshotConfig;
import dev.leadlight.feedback.snapshot.shell.SnapshotMetrics;
import dev.leadlight.platform.kafka.DeadLetters;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes leads as the score saw them, and with them the merges of leads. A snapshot that can't have
 * been taken when it says is put aside.
 */
@ApplicationScoped
public class SnapshotConsumer {

  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final HistoryStore store;
  private final LabelStore labels;
  private final HistoryMetrics metrics;
  private final SnapshotMetrics guard;
  private final SnapshotConfig config;

  SnapshotConsumer(
      Inbox inbox,
      DeadLetters deadLetters,
      HistoryStore store,
      LabelStore labels,
      HistoryMetrics metrics,
      SnapshotMetrics guard,
      SnapshotConfig config) {
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.store = store;
    this.labels = labels;
    this.metrics = metrics;
    this.guard = guard;
    this.config = config;
  }

  @Incoming("snapshots")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, FeatureSnapshot.class, snapshot -> take(record, snapshot));
  }

  private Uni<Void> take(ConsumerRecord<String, byte[]> record, FeatureSnapshot snapshot) {
    Instant toldAt = Instant.ofEpochMilli(record.timestamp());
    Optional<String> contradiction =
        PointInTime.contradiction(snapshot, toldAt, config.tolerance());
    if (contradiction.isPresent()) {
      guard.guarded("refused");
      return deadLetters.putAside(record, contradiction.get());
    }
    @Nullable String suspicion =
        PointInTime.suspicion(snapshot, toldAt, config.tolerance()).orElse(null);
    guard.guarded(suspicion == null ? "exact" : "suspected");
    return store
        .store(snapshot, suspicion)
        .call(() -> note(snapshot))
        .invoke(isNew -> metrics.taken("snapshot", isNew))
        .replaceWithVoid();
  }

  private Uni<Void> note(FeatureSnapshot snapshot) {
    List<String> keys = new ArrayList<>(List.of(snapshot.leadId().value()));
    if (snapshot.identities() != null) {
      keys.addAll(snapshot.identities());
    }
    return labels.note(snapshot.leadId().value(), keys, snapshot.at(), snapshot.begunAt());
  }
}
