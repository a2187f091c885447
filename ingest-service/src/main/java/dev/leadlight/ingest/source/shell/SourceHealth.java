package dev.leadlight.ingest.source.shell;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How many sources are in force, with a warning if their file isn't: senders are served anyhow. */
@Readiness
@Singleton
public class SourceHealth implements HealthCheck {

  private final SourceStore store;

  SourceHealth(SourceStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("Sources").up().withData("sources", store.sources().count());
    store.warning().ifPresent(warning -> answer.withData("warning", warning));
    return answer.build();
  }
}
