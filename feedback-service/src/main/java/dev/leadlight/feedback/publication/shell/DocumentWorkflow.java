package dev.leadlight.feedback.publication.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.publication.PublishedDocument;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides, stores and sends: decide → store → send → mark. */
@ApplicationScoped
public class DocumentWorkflow {

  private final DocumentStore store;
  private final DocumentPublisher publisher;
  private final Caller caller;
  private final Clock clock;

  DocumentWorkflow(DocumentStore store, DocumentPublisher publisher, Caller caller, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.caller = caller;
    this.clock = clock;
  }

  /** What a decision is made of: the documents there are, and the time. */
  @FunctionalInterface
  public interface Decision {

    /**
     * The document's JSON, or null to withdraw it.
     *
     * @throws ProblemException if it can't be so
     */
    @Nullable String decide(List<PublishedDocument> known, Instant now);
  }

  /**
   * Changes the document of a key. Answers when the topic has it; if only that fails, with a 503
   * problem that says so.
   *
   * @param prefix of the keys that the decision has to know of
   */
  public Uni<PublishedDocument> change(String key, String prefix, Decision decision) {
    return caller
        .name()
        .chain(author -> store.change(prefix, decided(key, author, decision)))
        .call(this::publishStored);
  }

  private Function<List<PublishedDocument>, PublishedDocument> decided(
      String key, String author, Decision decision) {
    Instant now = clock.instant();
    return known -> new PublishedDocument(key, decision.decide(known, now), author, now);
  }

  private Uni<Void> publishStored() {
    return publishWaiting()
        .onFailure(Failures::isInfrastructure)
        .transform(
            failure ->
                new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "Stored, but Kafka does not answer; it will be published when Kafka does."));
  }

  /** Sends what is stored and was not sent. */
  Uni<Void> publishWaiting() {
    return store.publishWaiting(publisher::publish);
  }
}
