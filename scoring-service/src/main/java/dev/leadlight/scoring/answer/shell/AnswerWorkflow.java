package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Finds leads and evaluates each under its card in force; who is unknown is a 404. */
@Singleton
public class AnswerWorkflow {

  private final RedisLeadStore store;
  private final ActiveScorecard scorecard;

  AnswerWorkflow(RedisLeadStore store, ActiveScorecard scorecard) {
    this.store = store;
    this.scorecard = scorecard;
  }

  /** About the lead that has an identity. Two round trips to Redis. */
  <T> Uni<T> about(Identity identity, BiFunction<LeadState, Terms, T> evaluation) {
    return scorecard
        .inForce()
        .chain(
            cards ->
                find(identity, cards.champion())
                    .map(lead -> evaluation.apply(lead, cards.termsOf(lead.id()))));
  }

  /** About the lead with an id. One round trip to Redis. */
  <T> Uni<T> about(LeadId id, BiFunction<LeadState, Terms, T> evaluation) {
    return scorecard
        .inForce()
        .chain(
            cards ->
                load(id, cards.champion())
                    .map(lead -> evaluation.apply(lead, cards.termsOf(lead.id()))));
  }

  private Uni<LeadState> find(Identity identity, Scorecard card) {
    return store
        .find(List.of(identity), Set.of())
        .map(found -> found.links().get(identity))
        .onItem()
        .ifNull()
        .failWith(AnswerWorkflow::notFound)
        .map(Link::lead)
        .chain(id -> load(id, card))
        .invoke(
            state -> {
              if (!state.has(identity)) {
                throw notFound(); // it had to make room, and its link is not taken away yet
              }
            });
  }

  private Uni<LeadState> load(LeadId id, Scorecard card) {
    return store
        .load(List.of(id), card.lowestTier().name())
        .map(leads -> united(leads, id))
        .invoke(
            state -> {
              if (state.isUnseen()) {
                throw notFound();
              }
            });
  }

  /** Follows a merge to its survivor; one that is under way is completed for the answer. */
  private static LeadState united(Map<LeadId, Versioned> leads, LeadId id) {
    Map<LeadId, LeadState> states = new HashMap<>();
    leads.forEach((each, lead) -> states.put(each, lead.state()));
    return Survivor.of(states, id);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "No lead has this identity. It may be unseen yet, or no longer linked.",
        List.of(Problem.Place.parameter("lead", "unknown")));
  }
}
