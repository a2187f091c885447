package dev.leadlight.scoring.backtest.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.runtime.Shutdown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Each second: how far the back-test of this replica is. */
@ApplicationScoped
public class BacktestJob {

  private final BacktestWorkflow workflow;

  BacktestJob(BacktestWorkflow workflow) {
    this.workflow = workflow;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> run() {
    // While Redis is away there is nobody to tell; the next second tries again.
    return workflow.beat().onFailure(Failures::isInfrastructure).recoverWithNull();
  }

  @Shutdown
  void stop() {
    workflow.stop();
  }
}
