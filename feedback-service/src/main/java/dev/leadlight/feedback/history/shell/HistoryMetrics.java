package dev.leadlight.feedback.history.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Records taken from the topics, by kind and result. For each kind: {@code stored + repeated} =
 * records acknowledged − records put aside as dead letters − footfall that counts nobody.
 */
@ApplicationScoped
public class HistoryMetrics {

  private final MeterRegistry registry;

  HistoryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void taken(String kind, boolean isNew) {
    Counter.builder("leadlight.feedback.records")
        .description("Records taken from the topics; stored and repeated add up to all taken")
        .tag("kind", kind)
        .tag("result", isNew ? "stored" : "repeated")
        .register(registry)
        .increment();
  }
}
