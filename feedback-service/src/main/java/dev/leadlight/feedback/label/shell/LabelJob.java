package dev.leadlight.feedback.label.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Does errands that are due, and counts what waits. */
@ApplicationScoped
public class LabelJob {

  private final ErrandWorkflow errands;
  private final LabelStore store;
  private final LabelMetrics metrics;

  LabelJob(ErrandWorkflow errands, LabelStore store, LabelMetrics metrics) {
    this.errands = errands;
    this.store = store;
    this.metrics = metrics;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> fetch() {
    return errands.run().onFailure(Failures::isInfrastructure).recoverWithNull();
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> count() {
    return store
        .waiting()
        .invoke(metrics::waiting)
        .replaceWithVoid()
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }
}
