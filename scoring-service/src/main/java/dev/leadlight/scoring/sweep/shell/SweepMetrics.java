package dev.leadlight.scoring.sweep.shell;

import dev.leadlight.scoring.wakeup.shell.WakeUpWorkflow.Looked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sweeps of this replica. Leads looked at = those that stand in another tier + those that don't +
 * those that could not be read are looked at no further.
 */
@ApplicationScoped
public class SweepMetrics {

  private final Counter looked;
  private final Counter moved;
  private final Counter failed;
  private final Counter parts;
  private volatile int open;

  SweepMetrics(MeterRegistry registry) {
    looked =
        Counter.builder("leadlight.scoring.sweep.leads")
            .description("leads looked at because a card was published")
            .register(registry);
    moved =
        Counter.builder("leadlight.scoring.sweep.moved")
            .description("of these, those that stand in another tier than before")
            .register(registry);
    failed =
        Counter.builder("leadlight.scoring.sweep.failed")
            .description("leads that could not be looked at and were passed over")
            .register(registry);
    parts =
        Counter.builder("leadlight.scoring.sweep.parts")
            .description("parts that this replica has brought to their end; there are 16 a sweep")
            .register(registry);
    Gauge.builder("leadlight.scoring.sweep.open", this, metrics -> metrics.open)
        .description("parts of the present sweep that are not known to be done")
        .register(registry);
  }

  void looked(Looked page) {
    looked.increment(page.looked());
    moved.increment(page.moved());
    failed.increment(page.failed());
  }

  void partDone() {
    parts.increment();
  }

  void open(int count) {
    open = count;
  }
}
