package dev.leadlight.routing.retention.shell;

import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.shell.OutageLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Removes what has been kept long enough, a little at a time: a run removes at most so many batches
 * of each kind, and the next one goes on.
 */
@ApplicationScoped
class PruningJob {

  private static final int MOST_BATCHES = 100;

  private final PruningStore store;
  private final RetentionConfig config;
  private final MeterRegistry registry;
  private final Clock clock;
  private final OutageLog outage = new OutageLog("pruning");

  PruningJob(PruningStore store, RetentionConfig config, MeterRegistry registry, Clock clock) {
    this.store = store;
    this.config = config;
    this.registry = registry;
    this.clock = clock;
  }

  /** Tier changes last, for they are kept as long as a delivery or assignment of theirs is. */
  @Scheduled(
      every = "10m",
      delayed = "1m",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> prune() {
    Instant now = clock.instant();
    Uni<Void> done = Uni.createFrom().voidItem();
    for (DeliveryState state : DeliveryState.values()) {
      if (state != DeliveryState.PENDING) {
        Instant before = now.minus(config.of(state));
        done =
            done.chain(
                () -> all(state.label(), () -> store.deliveries(state, before, config.batch())));
      }
    }
    Instant ended = now.minus(config.assignments());
    Instant planned = now.minus(config.tierChanges());
    return outage.watch(
        done.chain(() -> all("assignment", () -> store.assignments(ended, config.batch())))
            .chain(() -> all("tier-change", () -> store.tierChanges(planned, config.batch()))));
  }

  private Uni<Void> all(String kind, Supplier<Uni<Integer>> batch) {
    return Uni.createFrom()
        .deferred(batch::get)
        .invoke(removed -> count(kind, removed))
        .repeat()
        .whilst(removed -> removed == config.batch())
        .select()
        .first(MOST_BATCHES)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private void count(String kind, int removed) {
    Counter.builder("leadlight.routing.pruned")
        .description("Rows removed because they were old: deliveries by their state, and others")
        .tag("kind", kind)
        .register(registry)
        .increment(removed);
  }
}
