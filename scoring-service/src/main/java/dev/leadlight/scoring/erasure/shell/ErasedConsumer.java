package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Whose past is not to be used again. Every replica reads the whole compacted topic for itself and
 * remembers requests as long as the event log keeps what came before them.
 */
@ApplicationScoped
public class ErasedConsumer {

  private final Inbox inbox;
  private final Clock clock;
  private volatile ErasedIdentities erased = ErasedIdentities.nobody();

  ErasedConsumer(Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /** As far as this replica has read. */
  public ErasedIdentities identities() {
    return erased;
  }

  @Incoming("erased")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return ErasureRequest.isKey(record.key())
        ? inbox.take(record, ErasureRequest.class, this::remember)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> remember(ErasureRequest request) {
    synchronized (this) {
      erased =
          erased.since(clock.instant().minus(Topics.EVENTS.retention())).with(List.of(request));
    }
    return Uni.createFrom().voidItem();
  }
}
