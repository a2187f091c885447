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
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
  private final Workers workers;
  private final Caller caller;
  private final Clock clock;

  DraftWorkflow(
      DraftStore store,
      ScorecardStore versions,
      CardDocuments documents,
      PublicationWorkflow publications,
      RegistryConfig config,
      Workers workers,
      Caller caller,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.documents = documents;
    this.publications = publications;
    this.config = config;
    this.workers = workers;
    this.caller = caller;
    this.clock = clock;
  }

  /** A draft of what somebody sent. */
  Uni<DraftView> begin(String scorecardId, byte[] body) {
    return workers
        .outcome(() -> content(body))
        .chain(content -> begin(scorecardId, content, "nothing"))
        .chain(this::view);
  }

  /** A draft that says what a version says; of the starter, under the card's own id. */
  Uni<DraftView> begin(String scorecardId, CardReference from) {
    return documents
        .find(scorecardId, from)
        .chain(named -> begin(scorecardId, named))
        .chain(this::view);
  }

  private Uni<Draft> begin(String scorecardId, CardDocuments.Named named) {
    return workers
        .outcome(() -> ScorecardDocuments.content(under(scorecardId, named.document())))
        .chain(content -> begin(scorecardId, content, named.name()));
  }

  private static JsonNode under(String id, JsonNode document) {
    return document instanceof ObjectNode card ? card.deepCopy().put("id", id) : document;
  }

  private Uni<Draft> begin(String scorecardId, Draft.Content content, String basedOn) {
    return caller
        .name()
        .map(by -> Draft.begun(scorecardId, content, basedOn, by, clock.instant()))
        .chain(store::begin);
  }

  private static Draft.Content content(byte[] body) {
    return ScorecardDocuments.content(ScorecardDocuments.parse(body));
  }

  /** Reads and lints one after the other, so that nobody waits for a whole page of somebody's. */
  Uni<List<DraftView>> list(String scorecardId, long below, int limit) {
    return store
        .list(scorecardId, below, limit)
        .onItem()
        .transformToMulti(drafts -> Multi.createFrom().iterable(drafts))
        .onItem()
        .transformToUniAndConcatenate(this::view)
        .collect()
        .asList();
  }

  Uni<DraftView> find(String scorecardId, long number) {
    return store.find(scorecardId, number).chain(this::view);
  }

  private Uni<DraftView> view(Draft draft) {
    return workers.outcome(() -> DraftView.of(draft));
  }

  /** Saves other content in the place of what was read. */
  Uni<DraftView> edit(String scorecardId, long number, long readRevision, byte[] body) {
    return workers
        .outcome(() -> content(body))
        .chain(content -> edit(scorecardId, number, readRevision, content));
  }

  private Uni<DraftView> edit(
      String scorecardId, long number, long readRevision, Draft.Content content) {
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

  /** Changes a draft in the name of who asks. */
  private Uni<DraftView> change(
      String scorecardId, long number, BiFunction<Draft, String, Draft> change) {
    return caller
        .name()
        .chain(by -> store.change(scorecardId, number, draft -> change.apply(draft, by)))
        .chain(this::view);
  }

  /** Takes any approval back. */
  Uni<DraftView> disapprove(String scorecardId, long number) {
    return store
        .change(
            scorecardId,
            number,
            draft ->
                allowed(draft, draft.whyNotChanged(draft.revision()))
                    .approved(null, clock.instant()))
        .chain(this::view);
  }

  /** Puts what was read in force. Asked again after a 503, it makes no further version. */
  Uni<StoredVersion> publish(
      String scorecardId, long number, long readRevision, PublicationWishes wishes) {
    return store
        .find(scorecardId, number)
        .chain(draft -> checked(draft, readRevision))
        .chain(card -> publish(scorecardId, number, readRevision, card, wishes))
        .call(publications::publishStored);
  }

  /**
   * Before the transaction, which has no time to wait for a worker; who edits the draft in between
   * is noticed there.
   */
  private Uni<ObjectNode> checked(Draft draft, long readRevision) {
    if (draft.publishedVersion() == null || draft.revision() != readRevision) {
      allowed(draft, draft.whyNotPublished(readRevision, config.approvalNeeded()));
    }
    return workers.outcome(() -> ScorecardDocuments.checked(draft));
  }

  private Uni<StoredVersion> publish(
      String scorecardId,
      long number,
      long readRevision,
      ObjectNode card,
      PublicationWishes wishes) {
    return caller
        .name()
        .map(by -> version(readRevision, card, by, wishes))
        .chain(version -> store.publish(scorecardId, number, version, StoredVersion::version));
  }

  private DraftStore.Publishing<StoredVersion> version(
      long readRevision, ObjectNode card, String by, PublicationWishes wishes) {
    return (connection, draft) -> {
      if (draft.publishedVersion() != null && draft.revision() == readRevision) {
        return versions.find(connection, draft.scorecardId(), draft.publishedVersion());
      }
      allowed(draft, draft.whyNotPublished(readRevision, config.approvalNeeded()));
      Publication publication =
          wishes.publication(draft.scorecardId(), by, clock.instant(), Origin.of(draft));
      return versions.store(connection, card, publication);
    };
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
