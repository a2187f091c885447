package dev.leadlight.scoring.fold.shell;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Events in. The channel has several readers, each with partitions of its own, that take one batch
 * after the other: while one of them waits for Redis or Kafka, another one folds. Offsets are
 * committed by the workflow itself.
 */
@ApplicationScoped
public class EventConsumer {

  private final FoldWorkflow workflow;

  EventConsumer(FoldWorkflow workflow) {
    this.workflow = workflow;
  }

  @Incoming("events")
  Uni<Void> on(
      ConsumerRecords<String, byte[]> records,
      IncomingKafkaRecordBatchMetadata<String, byte[]> read) {
    return workflow.take(read.getChannel(), records);
  }
}
