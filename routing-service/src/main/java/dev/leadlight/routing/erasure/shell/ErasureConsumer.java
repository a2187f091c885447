package dev.leadlight.routing.erasure.shell;

import dev.leadlight.platform.kafka.Erasures;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Acts on requests to forget somebody, as {@link Erasures} says. */
@ApplicationScoped
public class ErasureConsumer {

  private final Erasures erasures;
  private final ErasureStore store;
  private final MutinyEmitter<byte[]> receipts;
  private final Clock clock;

  ErasureConsumer(
      Erasures erasures,
      ErasureStore store,
      @Channel("told-erasures") MutinyEmitter<byte[]> receipts,
      Clock clock) {
    this.erasures = erasures;
    this.store = store;
    this.receipts = receipts;
    this.clock = clock;
  }

  @Incoming("erasures")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return erasures.take(record, request -> store.erase(request, clock.instant()), receipts);
  }
}
