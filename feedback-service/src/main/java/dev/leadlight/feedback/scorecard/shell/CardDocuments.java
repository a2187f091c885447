package dev.leadlight.feedback.scorecard.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.feedback.scorecard.CardReference;
import dev.leadlight.feedback.scorecard.Draft;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.platform.worker.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Versions, drafts and the starter, by the names that people call them. */
@ApplicationScoped
public class CardDocuments {

  private final VersionStore versions;
  private final DraftStore drafts;
  private final Workers workers;

  CardDocuments(VersionStore versions, DraftStore drafts, Workers workers) {
    this.versions = versions;
    this.drafts = drafts;
    this.workers = workers;
  }

  /** A document and the name under which it is remembered. */
  record Named(String name, JsonNode document) {}

  /**
   * Reads a name that somebody sent as a parameter.
   *
   * @throws ProblemException 400 if it is none
   */
  static CardReference reference(String parameter, String text) {
    return CardReference.parse(text)
        .orElseThrow(
            () ->
                ProblemException.parameter(
                    parameter, "write a version, draft-<number>, latest or starter"));
  }

  /** What a card's name stands for; 404 if there is none. */
  Uni<Named> find(String scorecardId, CardReference reference) {
    return switch (reference.kind()) {
      case VERSION ->
          versions
              .document(scorecardId, reference.number())
              .map(found -> found.orElseThrow(CardDocuments::unknown))
              .chain(text -> workers.outcome(() -> version(text)));
      case DRAFT ->
          drafts
              .find(scorecardId, reference.number())
              .chain(draft -> workers.outcome(() -> named(draft)));
      case STARTER -> Uni.createFrom().item(starter());
      case LATEST ->
          versions
              .latest(scorecardId)
              .chain(
                  found ->
                      workers.outcome(
                          () ->
                              found.map(CardDocuments::version).orElseGet(CardDocuments::starter)));
    };
  }

  private static Named named(Draft draft) {
    return new Named("draft-" + draft.number(), ScorecardDocuments.stored(draft.document()));
  }

  private static Named version(String text) {
    JsonNode document = ScorecardDocuments.stored(text);
    return new Named(document.path("version").asText(), document);
  }

  private static Named starter() {
    return new Named("starter", Scorecard.starterDocument());
  }

  private static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "The card has no such version.");
  }
}
