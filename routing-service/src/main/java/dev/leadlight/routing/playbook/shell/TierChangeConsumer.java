package dev.leadlight.routing.playbook.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes tier changes; each is acknowledged after the commit. */
@ApplicationScoped
public class TierChangeConsumer {

  private final Inbox inbox;
  private final RoutingWorkflow workflow;

  TierChangeConsumer(Inbox inbox, RoutingWorkflow workflow) {
    this.inbox = inbox;
    this.workflow = workflow;
  }

  @Incoming("tier-changes")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, TierChange.class, workflow::accept);
  }
}
