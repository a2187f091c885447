package dev.leadlight.feedback.history.shell;

import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what people and systems say of leads afterwards. */
@ApplicationScoped
public class OutcomeConsumer {

  private final Inbox inbox;
  private final HistoryStore store;
  private final HistoryMetrics metrics;

  OutcomeConsumer(Inbox inbox, HistoryStore store, HistoryMetrics metrics) {
    this.inbox = inbox;
    this.store = store;
    this.metrics = metrics;
  }

  @Incoming("outcomes")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, Outcome.class, this::store);
  }

  private Uni<Void> store(Outcome outcome) {
    return store.store(outcome).invoke(isNew -> metrics.taken("outcome", isNew)).replaceWithVoid();
  }
}
