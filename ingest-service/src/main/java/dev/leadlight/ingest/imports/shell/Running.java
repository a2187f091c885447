package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.ingest.imports.shell.BrokenOffException.Reason;
import dev.leadlight.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is being imported by this replica: not too much at once, and stopped with the service. */
@Singleton
public class Running {

  private final int most;
  private final Map<String, ImportRun> runs = new HashMap<>();
  private boolean stopping;

  Running(ImportConfig config) {
    this.most = config.maxRunning();
  }

  /**
   * @throws ProblemException 503 if there is no room for another one
   */
  synchronized void requireRoom() {
    if (stopping || runs.size() >= most) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "Too many files are being imported here; come again.");
    }
  }

  /** Takes a run in; one of the same import is over then. */
  synchronized void add(ImportRun run) {
    Optional.ofNullable(runs.put(run.state().id(), run))
        .ifPresent(former -> former.stop(Reason.TAKEN_OVER));
    if (stopping) {
      run.stop(Reason.STOPPING);
    }
  }

  synchronized void remove(ImportRun run) {
    runs.remove(run.state().id(), run);
  }

  /** Stops what runs here of an import that was claimed or ended elsewhere. */
  synchronized void yieldTo(ImportState state) {
    ImportRun run = runs.get(state.id());
    if (run != null && run.isOvertakenBy(state)) {
      run.stop(Reason.TAKEN_OVER);
    }
  }

  /** Long before the connections are closed, so that each sender is told where to go on. */
  synchronized void stop(@Observes ShutdownDelayInitiatedEvent shutdown) {
    stopping = true;
    runs.values().forEach(run -> run.stop(Reason.STOPPING));
  }
}
