package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Each second: takes up a rebuild that nobody works on, and tells how far it is. */
@ApplicationScoped
public class RebuildJob {

  private final RebuildWorkflow workflow;

  RebuildJob(RebuildWorkflow workflow) {
    this.workflow = workflow;
  }

  /** Lasts as long as the rebuild; after a failure of infrastructure it is taken up again. */
  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> takeUp() {
    return workflow.takeUp().onFailure(Failures::isInfrastructure).recoverWithNull();
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> beat() {
    return workflow.beat().onFailure(Failures::isInfrastructure).recoverWithNull();
  }
}
