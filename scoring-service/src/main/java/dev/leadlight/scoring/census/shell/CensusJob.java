package dev.leadlight.scoring.census.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks each minute whether the customers are to be counted. */
@ApplicationScoped
public class CensusJob {

  private final CensusWorkflow workflow;

  CensusJob(CensusWorkflow workflow) {
    this.workflow = workflow;
  }

  /** Infrastructure that is away shows in the health check; the next round tries again. */
  @Scheduled(
      every = "60s",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> run() {
    return workflow.round().onFailure(Failures::isInfrastructure).recoverWithNull();
  }
}
