package dev.leadlight.feedback.audit.shell;

import dev.leadlight.platform.problem.Failures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets old entries. Several replicas may do so at once. */
@ApplicationScoped
public class AuditJob {

  private final AuditStore store;
  private final AuditConfig config;
  private final Clock clock;

  AuditJob(AuditStore store, AuditConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return store
        .forget(clock.instant().minus(config.keep()))
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }
}
