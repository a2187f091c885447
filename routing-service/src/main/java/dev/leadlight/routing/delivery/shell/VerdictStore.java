package dev.leadlight.routing.delivery.shell;

import dev.leadlight.platform.kafka.Inbox;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Writes down what became of claimed deliveries, however long the database is away. While one batch
 * is on its way, what comes meanwhile gathers for the next: the busier it is, the fewer round trips
 * a delivery costs, and when it is not, nothing waits.
 */
@ApplicationScoped
public class VerdictStore {

  private static final int BATCH = 64;

  private final OutboxStore outbox;
  private final WakeUps wakeUps;
  private final List<Entry> gathered = new ArrayList<>();
  private boolean writing;

  VerdictStore(OutboxStore outbox, WakeUps wakeUps) {
    this.outbox = outbox;
    this.wakeUps = wakeUps;
  }

  private record Entry(Conclusion conclusion, CompletableFuture<Boolean> written) {
    String id() {
      return conclusion.claim().id();
    }
  }

  /**
   * Completes when it is written.
   *
   * @return whether a later delivery of the same lead waits behind it
   */
  public Uni<Boolean> record(Conclusion conclusion) {
    Entry entry = new Entry(conclusion, new CompletableFuture<>());
    if (gather(entry)) {
      wakeUps.gathered();
    }
    return Uni.createFrom().completionStage(entry.written());
  }

  @ConsumeEvent(value = WakeUps.GATHERED, local = true)
  Uni<Void> onGathered(String ignored) {
    return write(next()).eventually(this::goOn);
  }

  /** One that can't be written must not keep its neighbours from being. */
  private Uni<Void> write(List<Entry> batch) {
    return writeTogether(batch)
        .onFailure()
        .recoverWithUni(
            () ->
                Multi.createFrom()
                    .iterable(batch)
                    .onItem()
                    .transformToUniAndConcatenate(this::writeAlone)
                    .collect()
                    .last()
                    .replaceWithVoid());
  }

  private Uni<Void> writeTogether(List<Entry> batch) {
    List<Conclusion> conclusions = batch.stream().map(Entry::conclusion).toList();
    return Inbox.steadfast(() -> outbox.record(conclusions))
        .invoke(waiting -> written(batch, waiting))
        .replaceWithVoid();
  }

  private Uni<Void> writeAlone(Entry entry) {
    return writeTogether(List.of(entry))
        .onFailure()
        .invoke(failure -> entry.written().completeExceptionally(failure))
        .onFailure()
        .recoverWithNull();
  }

  private static void written(List<Entry> batch, Set<String> waiting) {
    for (Entry entry : batch) {
      entry.written().complete(waiting.contains(entry.id()));
    }
  }

  /** Whether nobody is writing yet. */
  private synchronized boolean gather(Entry entry) {
    gathered.add(entry);
    boolean first = !writing;
    writing = true;
    return first;
  }

  /** Up to a second verdict on the same delivery, which happens when a lease has run out. */
  private synchronized List<Entry> next() {
    Set<String> ids = new HashSet<>();
    int count = 0;
    while (count < Math.min(BATCH, gathered.size()) && ids.add(gathered.get(count).id())) {
      count++;
    }
    List<Entry> first = gathered.subList(0, count);
    List<Entry> batch = List.copyOf(first);
    first.clear();
    return batch;
  }

  private void goOn() {
    if (isMore()) {
      wakeUps.gathered();
    }
  }

  private synchronized boolean isMore() {
    writing = !gathered.isEmpty();
    return writing;
  }
}
