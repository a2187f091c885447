package dev.leadlight.routing.delivery.shell;

import dev.leadlight.platform.problem.Failures;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * For work that is repeated every second anyway: while infrastructure is away it does nothing, and
 * says so in one line, not one a second.
 */
public final class OutageLog {

  private static final Logger LOG = Logger.getLogger(OutageLog.class);

  private final String work;
  private final AtomicBoolean away = new AtomicBoolean();

  public OutageLog(String work) {
    this.work = work;
  }

  /** The same, with infrastructure's failures taken for nothing done. */
  public Uni<Void> watch(Uni<Void> attempt) {
    return attempt
        .invoke(this::present)
        .onFailure(Failures::isInfrastructure)
        .invoke(this::absent)
        .onFailure(Failures::isInfrastructure)
        .recoverWithNull();
  }

  private void absent(Throwable failure) {
    if (!away.getAndSet(true)) {
      LOG.warnf("%s waits for infrastructure: %s", work, failure.getClass().getSimpleName());
    }
  }

  private void present() {
    if (away.getAndSet(false)) {
      LOG.infof("%s goes on", work);
    }
  }
}
