package dev.leadlight.feedback.label.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.database.shell.Database;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends events to be scored, keyed as ingest-service keys them: by the strongest identity. */
@ApplicationScoped
public class EventPublisher {

  private final MutinyEmitter<byte[]> events;
  private final IdentityKeys keys;

  EventPublisher(@Channel("told-events") MutinyEmitter<byte[]> events, IdentityKeys keys) {
    this.events = events;
    this.keys = keys;
  }

  /** Completes when Kafka has it. The event names somebody. */
  Uni<Void> publish(ShopperEvent event) {
    String key = keys.keyOf(Objects.requireNonNull(event.strongestIdentity()));
    return Database.impatient(
        events.sendMessage(
            Message.of(ContractJson.write(event))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build())));
  }
}
