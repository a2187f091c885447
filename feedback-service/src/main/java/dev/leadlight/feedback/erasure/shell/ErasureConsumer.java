package dev.leadlight.feedback.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.platform.kafka.Inbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Acts on requests to forget somebody. One counts as taken when the receipt is on the topic;
 * whatever is interrupted before is done again, with the same receipt.
 */
@ApplicationScoped
public class ErasureConsumer {

  private final Inbox inbox;
  private final ErasureStore store;
  private final MutinyEmitter<byte[]> receipts;
  private final Clock clock;

  ErasureConsumer(
      Inbox inbox,
      ErasureStore store,
      @Channel("told-erasures") MutinyEmitter<byte[]> receipts,
      Clock clock) {
    this.inbox = inbox;
    this.store = store;
    this.receipts = receipts;
    this.clock = clock;
  }

  @Incoming("erasures")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return ErasureRequest.isKey(record.key())
        ? inbox.take(record, ErasureRequest.class, this::erase)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> erase(ErasureRequest request) {
    return store
        .erase(request, clock.instant())
        .chain(
            receipt ->
                receipts.sendMessage(
                    Message.of(ContractJson.write(receipt))
                        .addMetadata(
                            OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(receipt.key())
                                .build())));
  }
}
