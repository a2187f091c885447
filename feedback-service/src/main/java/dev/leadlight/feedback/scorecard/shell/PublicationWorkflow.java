package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.feedback.scorecard.StoredVersion;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Puts a scorecard in force: store → publish → mark. What was stored will be published, whatever
 * crashes in between: {@link PublicationJob} takes up what is not marked.
 */
@ApplicationScoped
public class PublicationWorkflow {

  private final ScorecardStore store;
  private final ScorecardPublisher publisher;

  PublicationWorkflow(ScorecardStore store, ScorecardPublisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  /** Answers the version once the topic has it. */
  Uni<StoredVersion> publish(ObjectNode card, Publication publication) {
    return store.store(card, publication).call(this::publishStored);
  }

  /** Sends what was just stored, after all that waits before it. */
  Uni<Void> publishStored(StoredVersion version) {
    return publishWaiting()
        .onFailure(Failures::isInfrastructure)
        .transform(failure -> notYet(version));
  }

  /** Sends what is stored and was not sent. */
  Uni<Void> publishWaiting() {
    return store.publishWaiting(publisher::publish);
  }

  private static ProblemException notYet(StoredVersion version) {
    return new ProblemException(
        ProblemType.UNAVAILABLE,
        "Stored as version "
            + version.version()
            + ", but Kafka does not answer; it will be published when Kafka does. Sending the same"
            + " document again makes no further version.");
  }
}
