package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Acts on requests, and keeps what all services say of them. A request counts as taken when the
 * receipt is on the topic; whatever is interrupted before is done again.
 */
@ApplicationScoped
public class ErasureConsumer {

  private final Inbox inbox;
  private final RedisErasureStore store;
  private final ForgettingWorkflow forgetting;
  private final ErasurePublisher publisher;
  private final Clock clock;

  ErasureConsumer(
      Inbox inbox,
      RedisErasureStore store,
      ForgettingWorkflow forgetting,
      ErasurePublisher publisher,
      Clock clock) {
    this.inbox = inbox;
    this.store = store;
    this.forgetting = forgetting;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Incoming("erasures")
  Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    OptionalLong here = OptionalLong.of(record.offset());
    return take(record).chain(() -> Inbox.steadfast(() -> store.taken(here, record.offset() + 1)));
  }

  /** Takes one record of the topic. Taking it again changes nothing. */
  public Uni<Void> take(ConsumerRecord<String, byte[]> record) {
    return ErasureRequest.isKey(record.key())
        ? inbox.take(record, ErasureRequest.class, request -> erase(request, record.offset() + 1))
        : inbox.take(record, ErasureReceipt.class, this::keep);
  }

  /**
   * This service's own are kept where it acts. Read from the topic they say nothing about this
   * Redis, which may have come back older since.
   */
  private Uni<Void> keep(ErasureReceipt receipt) {
    return receipt.service().equals(Topics.SCORING)
        ? Uni.createFrom().voidItem()
        : store.keep(receipt);
  }

  private Uni<Void> erase(ErasureRequest request, long next) {
    return store
        .keep(request)
        .chain(() -> store.find(request.id()))
        .map(kept -> kept.flatMap(each -> done(each, request)))
        .chain(done -> done.map(Uni.createFrom()::item).orElseGet(() -> remove(request, next)))
        .chain(publisher::publish);
  }

  /** What was done after it was asked for: a lead that has begun since is another one. */
  private static Optional<ErasureReceipt> done(
      RedisErasureStore.Kept kept, ErasureRequest request) {
    return kept.receipts().stream()
        .filter(receipt -> receipt.service().equals(Topics.SCORING))
        .filter(receipt -> !receipt.completedAt().isBefore(request.requestedAt()))
        .findFirst();
  }

  private Uni<ErasureReceipt> remove(ErasureRequest request, long next) {
    return store
        .begin(next)
        .chain(() -> forgetting.forget(request))
        .map(removed -> receipt(request, removed))
        .call(store::keep);
  }

  private ErasureReceipt receipt(ErasureRequest request, Map<String, Long> removed) {
    return new ErasureReceipt(
        request.id(), request.leadId(), Topics.SCORING, clock.instant(), removed, Map.of());
  }
}
