package dev.leadlight.routing.digest.shell;

import dev.leadlight.routing.delivery.shell.OutageLog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Puts digests together when their time has come, and sends them. */
@ApplicationScoped
class DigestJob {

  private final SealingWorkflow sealing;
  private final MailingWorkflow mailing;
  private final DigestStore digests;
  private final Clock clock;
  private final OutageLog outage = new OutageLog("digests");

  DigestJob(SealingWorkflow sealing, MailingWorkflow mailing, DigestStore digests, Clock clock) {
    this.sealing = sealing;
    this.mailing = mailing;
    this.digests = digests;
    this.clock = clock;
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> poll() {
    Instant now = clock.instant();
    return outage.watch(sealing.run(now).chain(() -> mailing.run(now)));
  }

  @Scheduled(every = "1h", delayed = "10m", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> forget() {
    return outage.watch(digests.forget(clock.instant()));
  }
}
