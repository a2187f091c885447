package dev.leadlight.platform.kafka;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * How requests to forget somebody are acted on. One counts as taken when the receipt is on the
 * topic; whatever is interrupted before is done again, so the same request must be answered with
 * the same receipt.
 */
@ApplicationScoped
public class Erasures {

  private final Inbox inbox;

  Erasures(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Takes one record of the topic. Receipts, which lie there as well, are passed over. */
  public Uni<Void> take(
      ConsumerRecord<String, byte[]> record,
      Function<ErasureRequest, Uni<ErasureReceipt>> erase,
      MutinyEmitter<byte[]> receipts) {
    return ErasureRequest.isKey(record.key())
        ? inbox.take(
            record,
            ErasureRequest.class,
            request -> erase.apply(request).chain(receipt -> tell(receipt, receipts)))
        : Uni.createFrom().voidItem();
  }

  private static Uni<Void> tell(ErasureReceipt receipt, MutinyEmitter<byte[]> receipts) {
    return receipts.sendMessage(
        Message.of(ContractJson.write(receipt))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder().withKey(receipt.key()).build()));
  }
}
