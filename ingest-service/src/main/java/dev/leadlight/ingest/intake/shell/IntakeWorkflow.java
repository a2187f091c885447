package dev.leadlight.ingest.intake.shell;

import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Receipt;
import dev.leadlight.ingest.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The one way in, behind every door: what each message is, Kafka, the counters. */
@Singleton
public class IntakeWorkflow {

  private final Records records;
  private final EventPublisher publisher;
  private final IngestMetrics metrics;

  IntakeWorkflow(Records records, EventPublisher publisher, IngestMetrics metrics) {
    this.records = records;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Completes when Kafka has everything, events and refused messages alike; fails with a 503
   * problem if it hasn't.
   */
  public Uni<Receipt> take(Delivery delivery) {
    Intake intake = Intake.of(delivery, () -> UUID.randomUUID().toString());
    metrics.received(intake);
    // All that is kept of a delivery while Kafka writes it; the messages themselves are large.
    Receipt receipt = Receipt.of(intake);
    Source source = delivery.source();
    return publisher
        .publish(records.of(intake))
        .onFailure()
        .invoke(() -> metrics.unavailable(source, receipt))
        .invoke(() -> metrics.concluded(source, receipt))
        .replaceWith(receipt);
  }
}
