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
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A draft's life: begun → edited → approved → published, or discarded. A long card takes up to a
 * second to read and to lint, and a list may hold a hundred: workers do that.
 */
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
  Uni<DraftView> begin(String scorecardId, JsonNode document) {
    return view(begin(scorecardId, document, "nothing"));
  }

  /** A draft that says what a version says; of the starter, under the card's own id. */
  Uni<DraftView> begin(String scorecardId, CardReference from) {
    return view(
        documents
            .find(scorecardId, from)
            .chain(
                named -> begin(scorecardId, under(scorecardId, named.document()), named.name())));
  }

  private static Uni<DraftView> view(Uni<Draft> draft) {
    return draft.emitOn(Infrastructure.getDefaultWorkerPool()).map(DraftView::of);
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

  Uni<List<DraftView>> list(String scorecardId, long below, int limit) {
    return store
        .list(scorecardId, below, limit)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(drafts -> drafts.stream().map(DraftView::of).toList());
  }

  Uni<DraftView> find(String scorecardId, long number) {
    return view(store.find(scorecardId, number));
  }

  /** Saves other content in the place of what was read. */
  Uni<DraftView> edit(String scorecardId, long number, long readRevision, JsonNode document) {
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
  Uni<DraftView> approve(String scorecardId, long number, long readRevision) {
    return change(
        scorecardId,
        number,
        (draft, by) ->
            allowed(draft, draft.whyNotApproved(readRevision, by)).approved(by, clock.instant()));
  }

  /** Takes any approval back. */
  Uni<DraftView> disapprove(String scorecardId, long number) {
    return change(
        scorecardId,
        number,
        (draft, by) ->
            allowed(draft, draft.whyNotChanged(draft.revision())).approved(null, clock.instant()));
  }

  /**
   * @param change what becomes of a draft by somebody's name
   */
  private Uni<DraftView> change(
      String scorecardId, long number, BiFunction<Draft, String, Draft> change) {
    return view(
        caller
            .name()
            .chain(by -> store.change(scorecardId, number, draft -> change.apply(draft, by))));
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
    Publication publication =
        wishes.publication(draft.scorecardId(), by, clock.instant(), Origin.of(draft));
    return ScorecardDocuments.checked(draft)
        .chain(card -> versions.store(connection, card, publication));
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
