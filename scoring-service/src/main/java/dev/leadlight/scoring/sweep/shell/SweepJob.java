package dev.leadlight.scoring.sweep.shell;

import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.fold.shell.Backlog;
import io.quarkus.runtime.Shutdown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Goes through the leads, page after page at the pace that is set, while there is a sweep. While
 * old events lie unread it waits: silence can't be judged then.
 */
@ApplicationScoped
public class SweepJob {

  private final SweepWorkflow workflow;
  private final Backlog backlog;
  private volatile boolean stopped;

  SweepJob(SweepWorkflow workflow, Backlog backlog) {
    this.workflow = workflow;
    this.backlog = backlog;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> run() {
    return Multi.createBy()
        .repeating()
        .uni(this::page)
        .until(Duration::isZero)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Duration> page() {
    return stopped || backlog.isThere()
        ? Uni.createFrom().item(Duration.ZERO)
        : Inbox.steadfast(workflow::round).call(SweepJob::pause);
  }

  private static Uni<Void> pause(Duration rest) {
    return rest.isZero()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().voidItem().onItem().delayIt().by(rest);
  }

  @Shutdown
  void stop() {
    stopped = true;
  }
}
