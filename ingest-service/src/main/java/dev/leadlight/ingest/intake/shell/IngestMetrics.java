package dev.leadlight.ingest.intake.shell;

import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Receipt;
import dev.leadlight.ingest.intake.Verdict.Rejected;
import dev.leadlight.ingest.source.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts messages of authenticated sources. For each source
 *
 * <pre>received = accepted + duplicate + rejected (over all reasons) + unavailable</pre>
 *
 * <p>once nothing is in flight. What limits keep out is counted by requests, in {@code
 * leadlight.ingest.refused}, since it is not read.
 */
@Singleton
public class IngestMetrics {

  private final Meter.MeterProvider<Counter> received;
  private final Meter.MeterProvider<Counter> concluded;

  IngestMetrics(MeterRegistry registry) {
    this.received =
        Counter.builder("leadlight.ingest.received")
            .description("Messages read from requests with a known write key")
            .withRegistry(registry);
    this.concluded =
        Counter.builder("leadlight.ingest.events")
            .description(
                "Messages by outcome: accepted, duplicate (acknowledged before), rejected with its"
                    + " reason, or unavailable, that is answered 503 because Kafka did not"
                    + " acknowledge; adds up to leadlight.ingest.received")
            .withRegistry(registry);
  }

  void received(Intake intake) {
    received.withTags("source", intake.delivery().source().name()).increment(intake.size());
  }

  /** Kafka has all of it. */
  void concluded(Source source, Receipt receipt) {
    conclude(source, "accepted", "none", receipt.accepted());
    conclude(source, "duplicate", "none", receipt.duplicates());
    for (Rejected rejection : receipt.rejected()) {
      conclude(source, "rejected", rejection.reason().code(), 1);
    }
  }

  /** Kafka doesn't have all of it, and the sender was told. */
  void unavailable(Source source, Receipt receipt) {
    conclude(source, "unavailable", "none", receipt.size());
  }

  private void conclude(Source source, String outcome, String reason, int messages) {
    concluded
        .withTags("source", source.name(), "outcome", outcome, "reason", reason)
        .increment(messages);
  }
}
