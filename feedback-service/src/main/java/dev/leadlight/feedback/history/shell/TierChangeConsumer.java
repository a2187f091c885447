package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.feedback.label.shell.LabelStore;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the changes of tier. */
@ApplicationScoped
public class TierChangeConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final LabelStore labels;
  private final IdentityKeys keys;
  private final HistoryMetrics metrics;

  TierChangeConsumer(
      Inbox inbox,
      HistoryStore store,
      LabelStore labels,
      IdentityKeys keys,
      HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.labels = labels;
    this.keys = keys;
    this.metrics = metrics;
  }

  @Incoming("tier-changes")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TierChange.class, this::store);
  }

  private Uni<Void> store(TierChange change) {
    return store
        .store(change)
        .call(() -> note(change))
        .invoke(isNew -> metrics.taken("tier_change", isNew))
        .replaceWithVoid();
  }

  private Uni<Void> note(TierChange change) {
    List<String> known = new ArrayList<>(List.of(change.leadId().value()));
    change.identities().forEach(identity -> known.add(keys.keyOf(identity)));
    return labels.note(change.leadId().value(), known, change.decidedAt(), change.begunAt());
  }
}
