package dev.leadlight.scoring.wakeup.shell;

import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.scoring.fold.shell.Backlog;
import io.quarkus.runtime.Shutdown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes what is due, round after round, with a short pause when nothing is left. The scheduler only
 * starts it, for its own beat of a second would be too slow, and starts it again after a failure
 * that is more than Redis or Kafka being away. While old events lie unread it only counts.
 */
@ApplicationScoped
public class WakeUpJob {

  private final WakeUpWorkflow workflow;
  private final Backlog backlog;
  private final WakeUpConfig config;
  private volatile boolean stopped;

  WakeUpJob(WakeUpWorkflow workflow, Backlog backlog, WakeUpConfig config) {
    this.workflow = workflow;
    this.backlog = backlog;
    this.config = config;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> run() {
    return Multi.createBy()
        .repeating()
        .uni(this::round)
        .whilst(round -> !stopped)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Integer> round() {
    if (stopped) {
      return Uni.createFrom().item(0);
    }
    return Inbox.steadfast(() -> backlog.isThere() ? workflow.count() : workflow.round())
        .call(this::pauseAfter);
  }

  private Uni<Void> pauseAfter(int taken) {
    return taken > 0
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().voidItem().onItem().delayIt().by(config.pause());
  }

  @Shutdown
  void stop() {
    stopped = true;
  }
}
