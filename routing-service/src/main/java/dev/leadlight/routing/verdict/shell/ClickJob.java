package dev.leadlight.routing.verdict.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Works clicks off. */
@ApplicationScoped
class ClickJob {

  private final ClickWorkflow workflow;
  private final ClickStore clicks;
  private final Clock clock;
  private final OutageLog outage = new OutageLog("clicks");

  ClickJob(ClickWorkflow workflow, ClickStore clicks, Clock clock) {
    this.workflow = workflow;
    this.clicks = clicks;
    this.clock = clock;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> poll() {
    return outage.watch(workflow.run());
  }

  @Scheduled(every = "1h", delayed = "10m", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> forget() {
    return outage.watch(clicks.forget(clock.instant()));
  }
}
