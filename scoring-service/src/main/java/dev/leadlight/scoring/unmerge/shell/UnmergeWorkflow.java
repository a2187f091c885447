package dev.leadlight.scoring.unmerge.shell;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.fold.Effect;
import dev.leadlight.scoring.fold.Separation;
import dev.leadlight.scoring.fold.shell.EffectPublisher;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.LeadConfig;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.scorecard.InForce;
import dev.leadlight.scoring.scorecard.shell.ActiveScorecard;
import dev.leadlight.scoring.unmerge.UnmergeAnswer;
import dev.leadlight.scoring.unmerge.Unmerging;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The way of an operator's word: it is put among the events, where Kafka keeps it, and takes its
 * turn. So it is carried out whatever crashes, by the same steps as everything else that changes
 * leads, and again when leads are rebuilt from the events. The request waits until it sees it done.
 */
@ApplicationScoped
public class UnmergeWorkflow {

  private final RedisLeadStore store;
  private final ActiveScorecard scorecard;
  private final EffectPublisher events;
  private final LeadConfig leads;
  private final UnmergeConfig config;
  private final Clock clock;

  UnmergeWorkflow(
      RedisLeadStore store,
      ActiveScorecard scorecard,
      EffectPublisher events,
      LeadConfig leads,
      UnmergeConfig config,
      Clock clock) {
    this.store = store;
    this.scorecard = scorecard;
    this.events = events;
    this.leads = leads;
    this.config = config;
    this.clock = clock;
  }

  /** The id of the lead that has an identity; a 404 if nobody has. One round trip to Redis. */
  Uni<LeadId> leadOf(Identity identity) {
    return store
        .find(List.of(identity), Set.of())
        .map(found -> found.links().get(identity))
        .onItem()
        .ifNull()
        .failWith(UnmergeWorkflow::notFound)
        .map(Link::lead);
  }

  /** Parts a lead. */
  Uni<UnmergeAnswer> unmerge(LeadId id, Set<Identity> named) {
    return scorecard
        .inForce()
        .chain(cards -> look(id, named, cards).chain(seen -> decide(seen, named, cards)));
  }

  /**
   * What is stored now.
   *
   * @param owners by identity, where it has a lead
   */
  private record Seen(LeadState lead, Map<Identity, LeadState> owners) {}

  /** Two round trips to Redis. */
  private Uni<Seen> look(LeadId id, Collection<Identity> named, InForce cards) {
    return store.find(named, Set.of()).chain(found -> look(id, found.links(), cards));
  }

  private Uni<Seen> look(LeadId id, Map<Identity, Link> links, InForce cards) {
    Set<LeadId> ids = links.values().stream().map(Link::lead).collect(Collectors.toSet());
    ids.add(id);
    return store.load(ids, cards.champion().lowestTier().name()).map(read -> seen(id, links, read));
  }

  private static Seen seen(LeadId id, Map<Identity, Link> links, Map<LeadId, Versioned> read) {
    Map<LeadId, LeadState> states = new HashMap<>();
    read.forEach((each, lead) -> states.put(each, lead.state()));
    Map<Identity, LeadState> owners = new HashMap<>();
    links.forEach((identity, link) -> owners.put(identity, Survivor.of(states, link.lead())));
    return new Seen(Survivor.of(states, id), owners);
  }

  private Uni<UnmergeAnswer> decide(Seen seen, Set<Identity> named, InForce cards) {
    if (seen.lead().isUnseen()) {
      throw notFound();
    }
    Unmerging decision = Unmerging.decide(seen.lead(), named, seen.owners());
    if (decision instanceof Unmerging.Refused refused) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, refused.reason(), refused.places());
    }
    if (decision instanceof Unmerging.Part part) {
      return say(part).chain(() -> await(seen.lead().id(), part.leaving(), cards));
    }
    return Uni.createFrom().item(answer(seen, cards));
  }

  private Uni<Void> say(Unmerging.Part part) {
    ShopperEvent word =
        Separation.event(
            "unmerge-" + UUID.randomUUID(), part.leaving(), part.staying(), clock.instant());
    return events
        .publish(List.of(new Effect.Derived(word)))
        .ifNoItem()
        .after(leads.timeout())
        .fail();
  }

  /** Looks until it is done, or answers what is there when patience is over. */
  private Uni<UnmergeAnswer> await(LeadId id, Set<Identity> leaving, InForce cards) {
    Instant end = clock.instant().plus(config.patience());
    return Uni.createFrom()
        .deferred(() -> look(id, leaving, cards))
        .onItem()
        .delayIt()
        .by(config.pause())
        .repeat()
        .until(seen -> isParted(seen, leaving) || clock.instant().isAfter(end))
        .select()
        .last()
        .toUni()
        .chain(() -> look(id, leaving, cards))
        .map(seen -> answer(seen, cards));
  }

  private static boolean isParted(Seen seen, Set<Identity> leaving) {
    return leaving.stream()
        .map(seen.owners()::get)
        .allMatch(owner -> owner != null && owner.isApartFrom(seen.lead()));
  }

  private UnmergeAnswer answer(Seen seen, InForce cards) {
    Instant now = clock.instant();
    LeadAnswer separated =
        seen.owners().values().stream()
            .filter(owner -> owner.isApartFrom(seen.lead()))
            .findFirst()
            .map(owner -> LeadAnswer.of(owner, cards.termsOf(owner.id()), now))
            .orElse(null);
    Terms terms = cards.termsOf(seen.lead().id());
    return new UnmergeAnswer(LeadAnswer.of(seen.lead(), terms, now), separated);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "No lead has this name. It may be unseen yet, or no longer linked.",
        List.of(Place.parameter("lead", "unknown")));
  }
}
