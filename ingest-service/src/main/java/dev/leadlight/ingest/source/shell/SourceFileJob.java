package dev.leadlight.ingest.source.shell;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Looks at the sources' file each second. Mounted secrets and config maps change by a swap of
 * links, of which the operating system's notices tell nothing reliable; their content does.
 */
@Singleton
public class SourceFileJob {

  private static final long PERIOD_MILLIS = 1_000;

  private final Vertx vertx;
  private final SourceStore store;

  SourceFileJob(Vertx vertx, SourceStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  void start(@Observes StartupEvent started) {
    if (store.hasFile()) {
      lookLater();
    }
  }

  /** The next look waits for this one, however slow the volume is. */
  private void lookLater() {
    vertx.setTimer(
        PERIOD_MILLIS, id -> vertx.executeBlocking(this::look).onComplete(done -> lookLater()));
  }

  private boolean look() {
    store.refresh();
    return true;
  }
}
