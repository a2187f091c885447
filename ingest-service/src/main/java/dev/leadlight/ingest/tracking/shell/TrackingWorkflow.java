package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.intake.Delivery;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.intake.Verdict.Rejected;
import dev.leadlight.ingest.intake.shell.IntakeWorkflow;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.shell.SourceStore;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a parsed body to the answer: who sent it, may they, and the intake. */
@Singleton
public class TrackingWorkflow {

  private static final int SPREAD = 8;

  private final SourceStore store;
  private final IntakeWorkflow intake;
  private final int maxMessageBytes;
  private final long maxSpreadBytes;

  TrackingWorkflow(SourceStore store, IntakeWorkflow intake, TrackingConfig config) {
    this.store = store;
    this.intake = intake;
    this.maxMessageBytes = Math.toIntExact(config.maxMessageSize().asLongValue());
    this.maxSpreadBytes = SPREAD * config.maxRequestSize().asLongValue();
  }

  /**
   * The source that a request names in front of its body; empty if it names none there.
   *
   * @throws ProblemException 401 if it names one that does not exist
   */
  Optional<Source> sourceOf(Sender sender) {
    if (sender.keys().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        sender.keys().stream()
            .flatMap(key -> store.sources().find(key).stream())
            .findFirst()
            .orElseThrow(TrackingWorkflow::unknownKey));
  }

  /**
   * Completes when Kafka has everything, events and rejected messages alike; fails with the problem
   * of a submission that has one, once Kafka has what is refused.
   *
   * @param named the source that was named in front of the body
   */
  Uni<Void> take(Supplier<Submission> reader, Sender sender, Optional<Source> named) {
    Submission submission = bounded(reader.get());
    Source source = admit(submission, named, sender);
    boolean alone = submission.call() != null;
    ProblemException problem = submission.problem();
    return intake
        .take(delivery(submission, source, sender.endpoint()))
        .invoke(receipt -> refuse(alone, problem, receipt.rejected()))
        .replaceWithVoid();
  }

  private Source admit(Submission submission, Optional<Source> named, Sender sender) {
    Optional<Source> known =
        named.or(() -> Optional.ofNullable(submission.writeKey()).flatMap(store.sources()::find));
    ProblemException problem = submission.problem();
    if (known.isEmpty() && problem != null) {
      throw problem;
    }
    Source source = known.orElseThrow(TrackingWorkflow::unknownKey);
    if (!source.allows(sender.origin())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Pages of this origin may not send with this write key.");
    }
    return source;
  }

  /**
   * What a batch says once is written once a message: a small request must not become a huge one.
   */
  private Submission bounded(Submission submission) {
    return (long) submission.envelope().bytes() * submission.items().size() <= maxSpreadBytes
        ? submission
        : submission.refused(
            RejectionReason.BODY_TOO_LARGE,
            new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The batch's context is too large for so many messages."));
  }

  private Delivery delivery(Submission submission, Source source, String endpoint) {
    return new Delivery(
        source,
        endpoint,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        submission.call(),
        submission.envelope(),
        submission.items(),
        maxMessageBytes);
  }

  /** Who sends one message learns what is wrong with it; a batch is never refused for one item. */
  private static void refuse(
      boolean alone, @Nullable ProblemException problem, List<Rejected> rejections) {
    if (problem != null) {
      throw problem;
    }
    if (!alone || rejections.isEmpty()) {
      return;
    }
    Rejected rejection = rejections.get(0);
    String detail = rejection.reason().detail();
    throw rejection.reason() == RejectionReason.MESSAGE_TOO_LARGE
        ? new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, detail)
        : new ProblemException(
            ProblemType.INVALID_REQUEST, detail, List.of(Place.at(rejection.pointer(), detail)));
  }

  private static ProblemException unknownKey() {
    return new ProblemException(
        ProblemType.UNAUTHORIZED,
        "Send the write key of a source: as Basic user name, X-Write-Key, or writeKey.");
  }
}
