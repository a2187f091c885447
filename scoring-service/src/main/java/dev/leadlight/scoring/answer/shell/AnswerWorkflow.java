package dev.leadlight.scoring.answer.shell;

import dev.leadlight.contracts.http.Problem;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.Horizon;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.answer.LeadName;
import dev.leadlight.scoring.answer.Lookup;
import dev.leadlight.scoring.answer.LookupAnswer;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.RedisLeadStore.Reached;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * About the lead that has an identity. One round trip to Redis, or two if the lead began with
   * another one.
   */
  <T> Uni<T> about(Identity identity, BiFunction<LeadState, Terms, T> evaluation) {
    return scorecard.under(
        cards ->
            store
                .reach(List.of(identity), List.of(), cards.champion().lowestTier().name())
                .chain(reached -> evaluated(linked(identity, reached), cards, evaluation)));
  }

  /** About the lead with an id. One round trip to Redis. */
  <T> Uni<T> about(LeadId id, BiFunction<LeadState, Terms, T> evaluation) {
    return scorecard.under(
        cards ->
            store
                .load(List.of(id), cards.champion().lowestTier().name())
                .chain(leads -> evaluated(united(leads, id), cards, evaluation)));
  }

  private <T> Uni<T> evaluated(
      LeadState lead, InForce cards, BiFunction<LeadState, Terms, T> evaluation) {
    return lead.isUnseen()
        ? missing(lead.id())
        : Uni.createFrom().item(evaluation.apply(lead, cards.termsOf(lead.id())));
  }

  /** About the lead that has a name. */
  <T> Uni<T> about(LeadName name, BiFunction<LeadState, Terms, T> evaluation) {
    return name instanceof LeadName.ByIdentity by
        ? about(by.identity(), evaluation)
        : about(((LeadName.ById) name).id(), evaluation);
  }

  /**
   * About several leads, in their order; null where nobody has the name. One round trip to Redis
   * for all together, or two as above.
   */
  Uni<LookupAnswer> lookUp(Lookup lookup, Instant at) {
    Set<Identity> identities = new HashSet<>();
    Set<LeadId> ids = new HashSet<>();
    for (LeadName name : lookup.names()) {
      if (name instanceof LeadName.ByIdentity by) {
        identities.add(by.identity());
      } else {
        ids.add(((LeadName.ById) name).id());
      }
    }
    return scorecard.under(
        cards ->
            store
                .reach(identities, ids, cards.champion().lowestTier().name())
                .emitOn(
                    Infrastructure
                        .getDefaultWorkerPool()) // so much arithmetic would hold up others
                .map(reached -> answer(lookup, reached, cards, at)));
  }

  private static LookupAnswer answer(Lookup lookup, Reached reached, InForce cards, Instant at) {
    List<Optional<LeadState>> found =
        lookup.names().stream()
            .map(
                name ->
                    id(name, reached.links())
                        .flatMap(id -> known(name, united(reached.leads(), id))))
            .toList();
    if (lookup.at() != null) {
      refuseInexact(found, cards, at);
    }
    return new LookupAnswer(
        found.stream()
            .map(lead -> lead.map(state -> LeadAnswer.of(state, cards.termsOf(state.id()), at)))
            .map(lead -> LookupAnswer.Entry.of(lead.orElse(null)))
            .toList());
  }

  private static void refuseInexact(List<Optional<LeadState>> found, InForce cards, Instant at) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String pointer = "/leads/" + i;
      found
          .get(i)
          .flatMap(lead -> Horizon.of(lead, cards.termsOf(lead.id()).card()))
          .filter(at::isBefore)
          .ifPresent(horizon -> places.add(Place.at(pointer, notBefore(horizon))));
    }
    if (!places.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNPROCESSABLE, "Not every lead is known exactly so long ago.", places);
    }
  }

  /** Why a lead can't be evaluated at an earlier moment. */
  static String notBefore(Instant horizon) {
    return "What this lead did before "
        + horizon
        + " is known by the day only; ask for that moment or a later one.";
  }

  /** A lead that is there and has the identity it was asked for by. */
  private static Optional<LeadState> known(LeadName name, LeadState state) {
    boolean isGone = name instanceof LeadName.ByIdentity by && !state.has(by.identity());
    return state.isUnseen() || isGone ? Optional.empty() : Optional.of(state);
  }

  private static Optional<LeadId> id(LeadName name, Map<Identity, Link> links) {
    return name instanceof LeadName.ByIdentity by
        ? Optional.ofNullable(links.get(by.identity())).map(Link::lead)
        : Optional.of(((LeadName.ById) name).id());
  }

  private static LeadState linked(Identity identity, Reached reached) {
    Link link = reached.links().get(identity);
    if (link == null) {
      throw notFound();
    }
    LeadState lead = united(reached.leads(), link.lead());
    if (!lead.isUnseen() && !lead.has(identity)) {
      throw notFound(); // it had to make room, and its link is not taken away yet
    }
    return lead;
  }

  /** Why there is no lead, which costs a round trip more. */
  private <T> Uni<T> missing(LeadId id) {
    return store
        .isQuarantined(id)
        .map(
            isQuarantined -> {
              throw isQuarantined ? unreadable() : notFound();
            });
  }

  private static ProblemException unreadable() {
    return new ProblemException(
        ProblemType.CONFLICT,
        "What was stored of this lead can't be read and was put aside. Rebuild it from the event"
            + " log: POST /v1/leads/{lead}/rebuild.");
  }

  /** Follows a merge to its survivor; one that is under way is completed for the answer. */
  private static LeadState united(Map<LeadId, Versioned> leads, LeadId id) {
    Versioned found = leads.get(id);
    if (found != null && found.state().mergedInto() == null) {
      return found.state();
    }
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
