package dev.leadlight.feedback.backtest.shell;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows the back-tests that this replica has begun. */
@ApplicationScoped
public class BacktestJob {

  private final BacktestWorkflow workflow;

  BacktestJob(BacktestWorkflow workflow) {
    this.workflow = workflow;
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> follow() {
    return workflow.follow();
  }
}
