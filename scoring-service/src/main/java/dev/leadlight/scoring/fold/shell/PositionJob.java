package dev.leadlight.scoring.fold.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Every few seconds: a Redis that has come back older or empty is filled again from the log. */
@ApplicationScoped
public class PositionJob {

  private final FoldWorkflow workflow;

  PositionJob(FoldWorkflow workflow) {
    this.workflow = workflow;
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> check() {
    return workflow.checkPosition().onFailure(Failures::isInfrastructure).recoverWithNull();
  }
}
