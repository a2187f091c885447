package dev.leadlight.routing.verdict.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends verdicts to {@code leadlight.outcomes.v1}, keyed by lead. */
@ApplicationScoped
class OutcomePublisher {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final MutinyEmitter<byte[]> outcomes;

  OutcomePublisher(@Channel("told-outcomes") MutinyEmitter<byte[]> outcomes) {
    this.outcomes = outcomes;
  }

  /** Completes when Kafka has it; the same outcome again counts once. */
  Uni<Void> publish(Outcome outcome) {
    return outcomes
        .sendMessage(
            Message.of(ContractJson.write(outcome))
                .addMetadata(
                    OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(outcome.leadId().value())
                        .build()))
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }
}
