package dev.leadlight.ingest.source.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** What is seen of the sources: whether their file is in force, and whom their limits refuse. */
@Startup
@Singleton
public class SourceMetrics {

  private final Meter.MeterProvider<Counter> refused;

  SourceMetrics(SourceStore store, MeterRegistry registry) {
    Gauge.builder("leadlight.ingest.sources", store, it -> it.sources().count())
        .description("Sources in force")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leadlight.ingest.sources.stale", store, it -> it.warning().isPresent() ? 1 : 0)
        .description("1 while the sources' file has a mistake and what it said before is in force")
        .strongReference(true)
        .register(registry);
    this.refused =
        Counter.builder("leadlight.ingest.refused")
            .description(
                "Requests that a source's limits kept out, by reason: rate (429), bodies (503, too"
                    + " much arriving), memory (503, too much waiting for Kafka)")
            .withRegistry(registry);
  }

  /** A request that did not enter. */
  public void refused(String source, String reason) {
    refused.withTags("source", source, "reason", reason).increment();
  }
}
