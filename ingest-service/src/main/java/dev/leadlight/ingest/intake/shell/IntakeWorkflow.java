package dev.leadlight.ingest.intake.shell;

import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.Intake;
import dev.leadlight.ingest.intake.Receipt;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.shell.SourceLimits;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one way in, behind every door: limits, what each message is, Kafka, the counters. */
@Singleton
public class IntakeWorkflow {

  private final SourceLimits limits;
  private final RecentIds recent;
  private final Records records;
  private final EventPublisher publisher;
  private final IngestMetrics metrics;

  IntakeWorkflow(
      SourceLimits limits,
      RecentIds recent,
      Records records,
      EventPublisher publisher,
      IngestMetrics metrics) {
    this.limits = limits;
    this.recent = recent;
    this.records = records;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /**
   * Completes when Kafka has everything, events and refused messages alike; fails with a 503
   * problem if it hasn't, and with a 429 problem, after a while, if the source sends too much;
   * nothing has entered then.
   */
  public Uni<Receipt> take(Delivery delivery) {
    return take(delivery, limits.take(delivery.source(), delivery.items().size()));
  }

  /**
   * The same for who waits for the end of each delivery before the next; the default limits do not
   * hold then.
   */
  public Uni<Receipt> takeOneByOne(Delivery delivery) {
    return take(delivery, limits.takeOneByOne(delivery.source(), delivery.items().size()));
  }

  private Uni<Receipt> take(Delivery delivery, Optional<ProblemException> refusal) {
    return refusal.map(limits::<Receipt>refused).orElseGet(() -> enter(delivery));
  }

  private Uni<Receipt> enter(Delivery delivery) {
    Source source = delivery.source();
    RecentIds.Look look = recent.look(delivery.items().size());
    Intake intake = Intake.of(delivery, () -> UUID.randomUUID().toString()).without(look);
    metrics.received(intake);
    // All that is kept of a delivery while Kafka writes it; the messages themselves are large.
    Receipt receipt = Receipt.of(intake);
    CompletableFuture<Void> concluded =
        publisher
            .stored(source.name(), records.of(intake))
            .whenComplete((stored, failure) -> conclude(source, receipt, look, failure));
    // A copy: a sender who hangs up ends the waiting, but not what Kafka makes of the messages.
    return Uni.createFrom().completionStage(concluded.copy()).replaceWith(receipt);
  }

  private void conclude(
      Source source, Receipt receipt, RecentIds.Look look, @Nullable Throwable failure) {
    if (failure == null) {
      look.remember();
      metrics.concluded(source, receipt);
    } else {
      metrics.unavailable(source, receipt);
    }
  }
}
