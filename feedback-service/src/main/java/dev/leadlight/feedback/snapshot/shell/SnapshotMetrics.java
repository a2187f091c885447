package dev.leadlight.feedback.snapshot.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Snapshots that came and went. {@code exact + suspected + refused} = snapshots taken from the
 * topic, repeats included.
 */
@ApplicationScoped
public class SnapshotMetrics {

  private final MeterRegistry registry;
  private final Counter exported;

  SnapshotMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.exported =
        Counter.builder("leadlight.feedback.snapshots.exported")
            .description("Snapshots given out with their labels")
            .register(registry);
  }

  /** One was looked at as it came. */
  public void guarded(String result) {
    Counter.builder("leadlight.feedback.snapshots.guarded")
        .description("Snapshots by whether they may know what came after them")
        .tag("result", result)
        .register(registry)
        .increment();
  }

  void exported() {
    exported.increment();
  }
}
