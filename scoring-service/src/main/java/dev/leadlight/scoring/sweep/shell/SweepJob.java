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
import java.util.List;
import java.util.stream.IntStream;

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
    List<Uni<Void>> lanes =
        IntStream.range(0, SweepWorkflow.LANES).mapToObj(lane -> run(lane)).toList();
    return Uni.join().all(lanes).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> run(int lane) {
    return Multi.createBy()
        .repeating()
        .uni(() -> page(lane))
        .until(Duration::isZero)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Duration> page(int lane) {
    return stopped || backlog.isThere()
        ? Uni.createFrom().item(Duration.ZERO)
        : Inbox.steadfast(() -> workflow.round(lane)).call(SweepJob::pause);
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
