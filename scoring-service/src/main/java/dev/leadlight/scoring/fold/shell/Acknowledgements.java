package dev.leadlight.scoring.fold.shell;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Waits until Kafka has so many records, all of them or none to rely on. */
final class Acknowledgements implements Callback {

  private final AtomicInteger open;
  private final CompletableFuture<Void> all = new CompletableFuture<>();

  Acknowledgements(int records) {
    this.open = new AtomicInteger(records);
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata written, @Nullable Exception failure) {
    if (failure != null) {
      all.completeExceptionally(failure);
    } else if (open.decrementAndGet() == 0) {
      all.complete(null);
    }
  }

  /** Completes when all are there; fails when one of them will not be. */
  Uni<Void> all() {
    return Uni.createFrom().completionStage(all);
  }
}
