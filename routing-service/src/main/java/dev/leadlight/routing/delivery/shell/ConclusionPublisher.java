package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.json.ContractJson;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Tells {@code leadlight.deliveries.v1} how deliveries ended, at least once. While Kafka is away
 * the ends wait in PostgreSQL.
 */
@ApplicationScoped
public class ConclusionPublisher {

  private static final int BATCH = 200;

  /** What ends shortly after is told with it: one transaction for many. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  /** Kafka's own patience is longer, but a transaction should not be open for that. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final MutinyEmitter<byte[]> deliveries;
  private final OutboxStore outbox;
  private final WakeUps wakeUps;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final OutageLog outage = new OutageLog("publisher of conclusions");

  ConclusionPublisher(
      @Channel("deliveries") MutinyEmitter<byte[]> deliveries,
      OutboxStore outbox,
      WakeUps wakeUps) {
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.wakeUps = wakeUps;
  }

  /** For what a crash or an outage left behind. */
  @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> poll() {
    return publish();
  }

  @ConsumeEvent(value = WakeUps.CONCLUDED, local = true)
  Uni<Void> onConcluded(String ignored) {
    return publish();
  }

  private Uni<Void> publish() {
    wanted.set(true);
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    wanted.set(false);
    return outage
        .watch(outbox.publish(BATCH, this::send).chain(this::gather))
        .eventually(this::rest);
  }

  private Uni<Void> send(List<DeliveryConcluded> ended) {
    return Uni.join()
        .all(ended.stream().map(this::send).toList())
        .andFailFast()
        .replaceWithVoid()
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private Uni<Void> send(DeliveryConcluded ended) {
    return deliveries.sendMessage(
        Message.of(ContractJson.write(ended))
            .addMetadata(
                OutgoingKafkaRecordMetadata.<String>builder()
                    .withKey(ended.leadId().value())
                    .build()));
  }

  private Uni<Void> gather(int published) {
    Uni<Void> told = Uni.createFrom().voidItem();
    if (published == BATCH) {
      wanted.set(true);
      return told;
    }
    return told.onItem().delayIt().by(GATHERING);
  }

  private void rest() {
    busy.set(false);
    if (wanted.getAndSet(false)) {
      wakeUps.concluded();
    }
  }
}
