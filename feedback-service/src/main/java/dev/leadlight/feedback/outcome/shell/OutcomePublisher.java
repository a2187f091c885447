package dev.leadlight.feedback.outcome.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.feedback.database.shell.Database;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends outcomes to their topic, keyed by lead. */
@ApplicationScoped
public class OutcomePublisher {

  private final MutinyEmitter<byte[]> outcomes;

  OutcomePublisher(@Channel("told-outcomes") MutinyEmitter<byte[]> outcomes) {
    this.outcomes = outcomes;
  }

  /** Completes when Kafka has it. */
  public Uni<Void> publish(Outcome outcome) {
    return Database.impatient(
        outcomes.sendMessage(
            Message.of(ContractJson.write(outcome))
                .addMetadata(
                    OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(outcome.leadId().value())
                        .build())));
  }
}
