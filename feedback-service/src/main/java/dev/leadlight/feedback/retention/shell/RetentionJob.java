package dev.leadlight.feedback.retention.shell;

import dev.leadlight.platform.problem.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;

/** Prunes each kind of data once an hour. Several replicas may do so at once. */
@ApplicationScoped
public class RetentionJob {

  private final RetentionStore store;
  private final RetentionConfig config;
  private final Clock clock;
  private final MeterRegistry registry;

  RetentionJob(RetentionStore store, RetentionConfig config, Clock clock, MeterRegistry registry) {
    this.store = store;
    this.config = config;
    this.clock = clock;
    this.registry = registry;
  }

  @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> prune() {
    return Multi.createFrom()
        .iterable(config.all().entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            kept ->
                store
                    .prune(kept.getKey(), clock.instant().minus(kept.getValue()))
                    .invoke(count -> count(kept.getKey().name(), count)))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }

  private void count(String kind, long count) {
    Counter.builder("leadlight.feedback.pruned")
        .description("Rows deleted because they were older than the settings allow")
        .tag("kind", kind.toLowerCase(Locale.ROOT))
        .register(registry)
        .increment((double) count);
  }
}
