package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Sends requests and receipts; each completes when Kafka has it. */
@ApplicationScoped
public class ErasurePublisher {

  /** Somebody waits for the answer; Kafka's own patience is longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final MutinyEmitter<byte[]> erasures;

  ErasurePublisher(@Channel("told-erasures") MutinyEmitter<byte[]> erasures) {
    this.erasures = erasures;
  }

  Uni<Void> publish(ErasureRequest request) {
    return send(request.key(), request);
  }

  Uni<Void> publish(ErasureReceipt receipt) {
    return send(receipt.key(), receipt);
  }

  private Uni<Void> send(String key, Object value) {
    return erasures
        .sendMessage(
            Message.of(ContractJson.write(value))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build()))
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }
}
