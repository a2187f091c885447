package dev.leadlight.feedback.audit.shell;

import dev.leadlight.contracts.access.AuditEntry;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what all services tell of changes. */
@ApplicationScoped
public class AuditConsumer {

  private final Inbox inbox;
  private final AuditStore store;

  AuditConsumer(Inbox inbox, AuditStore store) {
    this.inbox = inbox;
    this.store = store;
  }

  @Incoming("audit-log")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, AuditEntry.class, store::store);
  }
}
