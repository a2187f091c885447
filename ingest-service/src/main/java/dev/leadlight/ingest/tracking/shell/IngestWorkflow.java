package dev.leadlight.ingest.tracking.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.Sources;
import dev.leadlight.ingest.source.shell.SourceStore;
import dev.leadlight.ingest.tracking.Normaliser;
import dev.leadlight.ingest.tracking.RejectionReason;
import dev.leadlight.ingest.tracking.Verdict;
import dev.leadlight.ingest.tracking.Verdict.Rejected;
import dev.leadlight.ingest.tracking.shell.Intake.Judged;
import dev.leadlight.ingest.tracking.shell.Submission.Item;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** From a parsed body to the answer: who sent it, what each message is, Kafka, the counters. */
@Singleton
public class IngestWorkflow {

  private static final int SPREAD = 8;

  private final Sources sources;
  private final Records records;
  private final EventPublisher publisher;
  private final IngestMetrics metrics;
  private final int maxMessageBytes;
  private final long maxSpreadBytes;

  IngestWorkflow(
      SourceStore store,
      Records records,
      EventPublisher publisher,
      IngestMetrics metrics,
      TrackingConfig config) {
    this.sources = store.sources();
    this.records = records;
    this.publisher = publisher;
    this.metrics = metrics;
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
            .flatMap(key -> sources.find(key).stream())
            .findFirst()
            .orElseThrow(IngestWorkflow::unknownKey));
  }

  /** Completes when Kafka has everything, events and rejected messages alike. */
  Uni<Void> take(Submission submission, Sender sender) {
    Source source = admit(submission, sender);
    Intake intake = judge(submission, source, sender.endpoint());
    metrics.received(intake);
    return publisher
        .publish(records.of(intake))
        .onFailure()
        .invoke(() -> metrics.unavailable(intake))
        .invoke(() -> metrics.concluded(intake))
        .invoke(() -> refuseSingle(submission, intake.rejections()));
  }

  private Source admit(Submission submission, Sender sender) {
    Source source =
        sourceOf(sender)
            .or(() -> Optional.ofNullable(submission.writeKey()).flatMap(sources::find))
            .orElseThrow(IngestWorkflow::unknownKey);
    if (!source.allows(sender.origin())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "Pages of this origin may not send with this write key.");
    }
    // What a batch says once is written once a message: a small request must not become a huge one.
    if ((long) submission.contextBytes() * submission.items().size() > maxSpreadBytes) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE, "The batch's context is too large for so many messages.");
    }
    return source;
  }

  private Intake judge(Submission submission, Source source, String endpoint) {
    Instant receivedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Normaliser normaliser = new Normaliser(source, receivedAt, () -> UUID.randomUUID().toString());
    List<Judged> judged = new ArrayList<>(submission.items().size());
    for (Item item : submission.items()) {
      judged.add(new Judged(item, judge(item, submission, normaliser)));
    }
    return new Intake(source, receivedAt, endpoint, judged);
  }

  private Verdict judge(Item item, Submission submission, Normaliser normaliser) {
    Map<String, ?> fields = item.fields();
    if (fields == null) {
      return new Rejected(RejectionReason.NOT_AN_OBJECT, "");
    }
    return item.size() + submission.contextBytes() > maxMessageBytes
        ? new Rejected(RejectionReason.MESSAGE_TOO_LARGE, "")
        : normaliser.normalise(fields, submission.call(), submission.envelope());
  }

  /** Who sends one message learns what is wrong with it; a batch is never refused for one item. */
  private static void refuseSingle(Submission submission, List<Rejected> rejections) {
    if (submission.call() == null || rejections.isEmpty()) {
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
