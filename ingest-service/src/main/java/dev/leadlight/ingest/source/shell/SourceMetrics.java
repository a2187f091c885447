package dev.leadlight.ingest.source.shell;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Whether the sources' file is in force, for an alert. */
@Startup
@Singleton
public class SourceMetrics {

  SourceMetrics(SourceStore store, MeterRegistry registry) {
    Gauge.builder("leadlight.ingest.sources", store, it -> it.sources().count())
        .description("Sources in force")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leadlight.ingest.sources.stale", store, it -> it.warning().isPresent() ? 1 : 0)
        .description("1 while the sources' file has a mistake and what it said before is in force")
        .strongReference(true)
        .register(registry);
  }
}
