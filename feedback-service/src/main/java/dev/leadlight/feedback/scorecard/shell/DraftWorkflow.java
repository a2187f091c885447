package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.feedback.scorecard.CardReference;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.feedback.scorecard.Draft.Refusal;
import dev.leadlight.feedback.scorecard.Origin;
import dev.leadlight.feedback.scorecard.Publication;
import dev.leadlight.feedback.scorecard.StoredVersion;
import dev.leadlight.platform.access.Caller;
import dev.leadlight.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A draft's life: begun → edited → approved → published, or discarded. */
@ApplicationScoped
public class DraftWorkflow {

  private final DraftStore store;
  private final ScorecardStore versions;
  private final CardDocuments documents;
  private final PublicationWorkflow publications;
  private final RegistryConfig config;
  private final Caller caller;
  private final Clock clock;

  DraftWorkflow(
      DraftStore store,
      ScorecardStore versions,
      CardDocuments documents,
      PublicationWorkflow publications,
      RegistryConfig config,
      Caller caller,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.documents = documents;
    this.publications = publications;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  /** A draft of what somebody sent. */
  Uni<Draft> begin(String scorecardId, JsonNode document) {
    return begin(scorecardId, document, "nothing");
  }

  /** A draft that says what a version says; of the starter, under the card's own id. */
  Uni<Draft> begin(String scorecardId, CardReference from) {
    return documents
        .find(scorecardId, from)
        .chain(named -> begin(scorecardId, under(scorecardId, named.document()), named.name()));
  }

  private static JsonNode under(String id, JsonNode document) {
    return document instanceof ObjectNode card ? card.deepCopy().put("id", id) : document;
  }

  private Uni<Draft> begin(String scorecardId, JsonNode document, String basedOn) {
    Draft.Content content = ScorecardDocuments.content(document);
    return caller
        .name()
        .map(by -> Draft.begun(scorecardId, content, basedOn, by, clock.instant()))
        .chain(store::begin);
  }

  Uni<List<Draft>> list(String scorecardId, long below, int limit) {
    return store.list(scorecardId, below, limit);
  }

  Uni<Draft> find(String scorecardId, long number) {
    return store.find(scorecardId, number);
  }

  /** Saves other content in the place of what was read. */
  Uni<Draft> edit(String scorecardId, long number, long readRevision, JsonNode document) {
    Draft.Content content = ScorecardDocuments.content(document);
    return change(
        scorecardId,
        number,
        (draft, by) ->
            allowed(draft, draft.whyNotChanged(readRevision)).edited(content, by, clock.instant()));
  }

  Uni<Void> discard(String scorecardId, long number, long readRevision) {
    return store.discard(
        scorecardId, number, draft -> allowed(draft, draft.whyNotChanged(readRevision)));
  }

  /** Approves what was read. */
  Uni<Draft> approve(String scorecardId, long number, long readRevision) {
    return change(
        scorecardId,
        number,
        (draft, by) ->
            allowed(draft, draft.whyNotApproved(readRevision, by)).approved(by, clock.instant()));
  }

  /** Changes a draft in the name of who asks. */
  private Uni<Draft> change(
      String scorecardId, long number, BiFunction<Draft, String, Draft> change) {
    return caller
        .name()
        .chain(by -> store.change(scorecardId, number, draft -> change.apply(draft, by)));
  }

  /** Takes any approval back. */
  Uni<Draft> disapprove(String scorecardId, long number) {
    return store.change(
        scorecardId,
        number,
        draft ->
            allowed(draft, draft.whyNotChanged(draft.revision())).approved(null, clock.instant()));
  }

  /** Puts what was read in force. Asked again after a 503, it makes no further version. */
  Uni<StoredVersion> publish(
      String scorecardId, long number, long readRevision, PublicationWishes wishes) {
    return caller
        .name()
        .chain(
            by ->
                store.publish(
                    scorecardId,
                    number,
                    (connection, draft) -> version(connection, draft, readRevision, by, wishes),
                    StoredVersion::version))
        .call(publications::publishStored);
  }

  private Uni<StoredVersion> version(
      SqlConnection connection,
      Draft draft,
      long readRevision,
      String by,
      PublicationWishes wishes) {
    if (draft.publishedVersion() != null && draft.revision() == readRevision) {
      return versions.find(connection, draft.scorecardId(), draft.publishedVersion());
    }
    allowed(draft, draft.whyNotPublished(readRevision, config.approvalNeeded()));
    ObjectNode card =
        ScorecardDocuments.checked(
            ScorecardDocuments.stored(draft.document()), draft.scorecardId());
    Publication publication =
        wishes.publication(draft.scorecardId(), by, clock.instant(), Origin.of(draft));
    return versions.store(connection, card, publication);
  }

  private static Draft allowed(Draft draft, Optional<Refusal> refusal) {
    refusal.ifPresent(
        why -> {
          throw new ProblemException(type(why), why.sentence());
        });
    return draft;
  }

  private static ProblemType type(Refusal refusal) {
    return switch (refusal) {
      case CHANGED_MEANWHILE -> ProblemType.PRECONDITION_FAILED;
      case PUBLISHED_ALREADY, NOT_APPROVED -> ProblemType.CONFLICT;
      case OWN_WORK -> ProblemType.FORBIDDEN;
    };
  }
}
