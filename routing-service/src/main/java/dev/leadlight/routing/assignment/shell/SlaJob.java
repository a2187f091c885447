package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The clock against reps, and the standing look for leads that nobody acts on. */
@ApplicationScoped
class SlaJob {

  private final QueueWorkflow queue;
  private final RosterStore rosters;
  private final AssignmentStore store;
  private final AssignmentMetrics metrics;
  private final Clock clock;
  private final OutageLog clockOutage = new OutageLog("the clock against reps");
  private final OutageLog orphanOutage = new OutageLog("the look for orphans");

  SlaJob(
      QueueWorkflow queue,
      RosterStore rosters,
      AssignmentStore store,
      AssignmentMetrics metrics,
      Clock clock) {
    this.queue = queue;
    this.rosters = rosters;
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Scheduled(
      every = "2s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> tick() {
    return clockOutage.watch(queue.run(clock.instant()));
  }

  @Scheduled(
      every = "15s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> lookForOrphans() {
    return orphanOutage.watch(
        rosters.read().chain(store::orphans).invoke(metrics::show).replaceWithVoid());
  }
}
