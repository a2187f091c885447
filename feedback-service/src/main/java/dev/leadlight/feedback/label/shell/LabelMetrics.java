package dev.leadlight.feedback.label.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of vendors' messages. A message that is taken counts each of its labels once, as
 * {@code taken}, {@code ignored} or {@code dropped}; one that is not, once as {@code refused}.
 */
@Singleton
public class LabelMetrics {

  private static final String NONE = "none";

  private final Meter.MeterProvider<Counter> labels;
  private final Meter.MeterProvider<Counter> errands;
  private final AtomicLong waiting = new AtomicLong();

  LabelMetrics(MeterRegistry registry) {
    this.labels =
        Counter.builder("leadlight.feedback.labels")
            .description("Labels of vendors by what became of them; refused counts messages")
            .withRegistry(registry);
    this.errands =
        Counter.builder("leadlight.feedback.errands")
            .description("Tries to fetch what a vendor's message only points at")
            .withRegistry(registry);
    Gauge.builder("leadlight.feedback.labels.waiting", waiting, AtomicLong::get)
        .description("Outcomes told under an identity that no lead is known by yet")
        .register(registry);
  }

  void taken(String source, int count) {
    add(source, "taken", NONE, count);
  }

  void ignored(String source, int count) {
    add(source, "ignored", NONE, count);
  }

  void dropped(String source, int count) {
    add(source, "dropped", "consent", count);
  }

  void refused(String source, String reason) {
    add(source, "refused", reason, 1);
  }

  void errand(String source, String result) {
    errands.withTags("source", source, "result", result).increment();
  }

  void waiting(long count) {
    waiting.set(count);
  }

  private void add(String source, String result, String reason, int count) {
    if (count > 0) {
      labels.withTags("source", source, "result", result, "reason", reason).increment(count);
    }
  }
}
