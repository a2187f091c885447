package dev.leadlight.feedback.kpi.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** How far the sums are behind the facts, and how long figures take. */
@ApplicationScoped
public class KpiMetrics {

  private final MeterRegistry registry;
  private final Counter worked;
  private volatile RollUpStore.Waiting waiting = RollUpStore.Waiting.NOTHING;

  KpiMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.worked =
        Counter.builder("leadlight.feedback.rollup.marks")
            .description("Marks of leads whose facts have changed that were worked off")
            .register(registry);
    Gauge.builder("leadlight.feedback.rollup.waiting", this, it -> it.waiting.marks())
        .description("Marks of leads whose facts have changed and that are not in the sums yet")
        .register(registry);
    TimeGauge.builder(
            "leadlight.feedback.rollup.lag",
            this,
            TimeUnit.MILLISECONDS,
            it -> it.waiting.lag().toMillis())
        .description("Age of the oldest mark; 0 when the sums are those of the facts")
        .register(registry);
  }

  void waiting(RollUpStore.Waiting now) {
    waiting = now;
  }

  void worked(int marks) {
    worked.increment(marks);
  }

  /** Times what the database needs for the figures of a table. */
  <T> Uni<T> timed(String table, Uni<T> figures) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Timer.Sample begun = Timer.start(registry);
              return figures.onTermination().invoke(() -> begun.stop(timer(table)));
            });
  }

  private Timer timer(String table) {
    return Timer.builder("leadlight.feedback.kpi")
        .description("From a request for figures to what the database counted")
        .tag("table", table)
        .publishPercentileHistogram()
        .register(registry);
  }
}
