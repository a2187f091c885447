package dev.leadlight.scoring.fold.shell;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Events in, one batch after the other; offsets are committed by the workflow itself. */
@ApplicationScoped
public class EventConsumer {

  private final FoldWorkflow workflow;

  EventConsumer(FoldWorkflow workflow) {
    this.workflow = workflow;
  }

  @Incoming("events")
  Uni<Void> on(ConsumerRecords<String, byte[]> records) {
    return workflow.take(records);
  }
}
