package dev.leadlight.scoring.fold.shell;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the fold counts: records read = folded + unreadable. A batch that is folded again, because a
 * lead was written by somebody else meanwhile, is counted in {@code leadlight.scoring.conflicts}.
 */
@ApplicationScoped
public class ScoringMetrics {

  private final Counter folded;
  private final Counter unreadable;
  private final Counter conflicts;
  private final Counter refused;
  private final Counter rewinds;
  private final Counter modelFailures;
  private final Timer batches;

  ScoringMetrics(MeterRegistry registry) {
    folded = events(registry, "folded");
    unreadable = events(registry, "unreadable");
    conflicts =
        Counter.builder("leadlight.scoring.conflicts")
            .description("leads that somebody else had written, so that they were folded again")
            .register(registry);
    refused =
        Counter.builder("leadlight.scoring.identities.refused")
            .description("identities that an event named but that stayed somebody else's")
            .register(registry);
    rewinds =
        Counter.builder("leadlight.scoring.rewinds")
            .description("how often Redis was behind Kafka, so that events were read again")
            .register(registry);
    modelFailures =
        Counter.builder("leadlight.scoring.model.failures")
            .description("events at which a model said something that is no probability")
            .register(registry);
    batches =
        Timer.builder("leadlight.scoring.batch")
            .description("from a batch's arrival to its effects being durable")
            .register(registry);
  }

  private static Counter events(MeterRegistry registry, String outcome) {
    return Counter.builder("leadlight.scoring.events")
        .description("records of the events topic; folded + unreadable = read")
        .tag("outcome", outcome)
        .register(registry);
  }

  void batch(EventBatch batch, Timer.Sample since) {
    folded.increment(batch.inputs().size());
    unreadable.increment(batch.unreadable().size());
    since.stop(batches);
  }

  void conflicts(int leads) {
    conflicts.increment(leads);
  }

  void refused(int identities) {
    refused.increment(identities);
  }

  void modelFailures(int events) {
    modelFailures.increment(events);
  }

  void rewind() {
    rewinds.increment();
  }
}
