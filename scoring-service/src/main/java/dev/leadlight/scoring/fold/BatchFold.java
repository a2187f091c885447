package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.identity.Attribution;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a batch: events in order, over all leads they touch, in memory. What it answers is a
 * plan; nothing is written here.
 *
 * <p>A merge touches two values that can't be written at once, so it goes in steps that may stop
 * anywhere. First the absorbed lead is frozen: it keeps what is stored of it and points to the
 * survivor. Then the survivor is written with that content and the absorbed lead's id. Last the
 * absorbed lead becomes a bare signpost. Who finds a frozen lead whose survivor does not have it
 * yet completes the merge, as {@link Population#resolve} does here.
 *
 * <p>A parting goes the other way. First the new lead is written, which nobody is led to yet; until
 * the next step nothing has happened, and it is written anew. Then the old lead without that
 * content, which points to the new one for those identities. Last the links.
 */
public final class BatchFold {

  private final Pass pass;
  private final IdentityKeys keys;
  private final Population people;
  private int refused;

  /**
   * An event as it stands on the topic.
   *
   * @param settled whether the partition's watermark says that it was folded before
   * @param recordedAt when the record was written
   */
  public record Input(
      ShopperEvent event, int partition, long offset, boolean settled, Instant recordedAt) {}

  /** What an input touched and caused. */
  public record Told(Input input, Set<LeadId> touched, List<Effect> effects) {
    public Told {
      touched = Set.copyOf(touched);
      effects = List.copyOf(effects);
    }
  }

  /**
   * What is to be written.
   *
   * @param frozen absorbed leads as they are stored, pointing to their survivor; to be written
   *     before everything else
   * @param founded leads that begin as parts of others, to be written at the same time
   * @param parted by lead founded: the lead that it was part of
   * @param changed leads to be written then
   * @param signposts absorbed leads by their survivors: to be written last, without content
   * @param relinked identities that belong to another lead now
   * @param unlinked identities that belong to nobody now, and when each was last seen or linked
   * @param wakeUps when to look at a lead again, if no event comes
   * @param scores of the leads to be written, now
   * @param refused how many identities stayed somebody else's
   * @param modelFailures how often a model said something that is no probability
   */
  public record Plan(
      Map<LeadId, LeadState> frozen,
      Map<LeadId, LeadState> founded,
      Map<LeadId, LeadId> parted,
      Map<LeadId, LeadState> changed,
      Map<LeadId, LeadId> signposts,
      Map<Identity, Link> relinked,
      Map<Identity, Long> unlinked,
      List<Told> told,
      Map<LeadId, Instant> wakeUps,
      Map<LeadId, Double> scores,
      int refused,
      int modelFailures) {}

  private BatchFold(Pass pass, IdentityKeys keys, Population people) {
    this.pass = pass;
    this.keys = keys;
    this.people = people;
  }

  /**
   * Folds a batch.
   *
   * @param links of every identity in the batch
   * @param leads every lead that the links lead to, every one that those point to, and those of
   *     {@link Reach}, as far as they are stored
   */
  public static Plan fold(
      Fold fold,
      IdentityKeys keys,
      Map<Identity, Link> links,
      Map<LeadId, LeadState> leads,
      List<Input> inputs,
      Instant now) {
    Population people = new Population(fold, keys, links, leads);
    return new BatchFold(new LivePass(fold, now), keys, people).plan(inputs);
  }

  /**
   * Only gathers what the events of a batch tell, each at the moment it was recorded: no tier is
   * looked at, nothing told, nothing planned. For readings of the log, where the past is gone
   * through again.
   */
  public static Plan gather(
      Fold fold,
      IdentityKeys keys,
      Map<Identity, Link> links,
      Map<LeadId, LeadState> leads,
      List<Input> inputs) {
    Population people = new Population(fold, keys, links, leads);
    return new BatchFold(new GatheringPass(fold), keys, people).plan(inputs);
  }

  private Plan plan(List<Input> inputs) {
    inputs.forEach(this::take);
    Map<LeadId, LeadState> founded = new LinkedHashMap<>();
    Map<LeadId, LeadState> changed = new LinkedHashMap<>();
    Map<LeadId, Instant> wakeUps = new HashMap<>();
    Map<LeadId, Double> scores = new HashMap<>();
    for (LeadState state : people.changed()) {
      LeadId id = state.id();
      Optional<Silence.Outlook> outlook = pass.outlook(state);
      (people.founded().containsKey(id) ? founded : changed)
          .put(id, outlook.map(Silence.Outlook::state).orElse(state));
      outlook.flatMap(Silence.Outlook::wakeUpAt).ifPresent(at -> wakeUps.put(id, at));
      if (!state.isUnseen()) {
        outlook.ifPresent(seen -> scores.put(id, seen.score()));
      }
    }
    return new Plan(
        people.frozen(),
        founded,
        people.founded(),
        changed,
        people.signposts(),
        people.relinked(),
        people.unlinked(),
        pass.told(),
        wakeUps,
        scores,
        refused,
        pass.modelFailures());
  }

  private void take(Input input) {
    Optional<Separation> separation = Separation.of(input.event());
    if (separation.isPresent()) {
      separate(input, separation.get());
    } else {
      attribute(input);
    }
  }

  private void attribute(Input input) {
    Set<LeadId> touched = new HashSet<>();
    Claimants claimants = Claimants.of(input.event(), people, keys, touched);
    long at = input.event().occurredAt().toEpochMilli();
    Attribution attribution = Attribution.decide(claimants.claims(), at);
    refused += claimants.refused() + attribution.refused().size();
    LeadState target = link(unite(attribution), attribution, claimants.origin(), at);
    for (Identity identity : claimants.shared()) {
      target = claimants.origin().equals(identity) ? target : target.without(identity);
    }
    target = target.begun(input.recordedAt().toEpochMilli());
    LeadState taken = pass.take(input, target, claimants.origin(), attribution.absorbed(), touched);
    people.put(taken.read(input.partition(), input.offset()));
  }

  /** The lead that the event is of, with all that it turns out to be by it. */
  private LeadState unite(Attribution attribution) {
    LeadState target = people.lead(attribution.target());
    for (LeadId absorbed : attribution.absorbed()) {
      target = people.absorb(target, people.lead(absorbed));
    }
    for (Identity moved : attribution.moved()) {
      target = people.take(moved, people.link(moved).lead(), target);
    }
    return target;
  }

  /** Only an event that names somebody says when a browser was used by them. */
  private LeadState link(LeadState united, Attribution attribution, Identity origin, long at) {
    LeadState target = united;
    for (Identity identity : attribution.linked()) {
      Link link = people.link(identity);
      long linkedAt = origin.kind().isKnown() ? Math.max(at, link.linkedAt()) : link.linkedAt();
      people.relink(identity, link.to(target.id(), linkedAt));
      people.renew(identity, target, at);
      target = people.see(target, identity, at);
    }
    return target;
  }

  /** Carries out what an operator has said: parts a lead, or keeps two leads apart. */
  private void separate(Input input, Separation asked) {
    Set<LeadId> touched = new HashSet<>();
    Set<LeadId> staying = owners(asked.staying(), touched);
    long at = input.event().occurredAt().toEpochMilli();
    staying.forEach(id -> partOff(id, asked.leaving(), at, touched));
    Set<LeadId> leaving = owners(asked.leaving(), touched);
    for (LeadId stays : staying) {
      for (LeadId leaves : leaving) {
        people.put(people.lead(stays).apartFrom(leaves));
        people.put(people.lead(leaves).apartFrom(stays));
      }
    }
    List<Effect> effects = new ArrayList<>();
    staying.forEach(id -> effects.addAll(part(input, id, null)));
    LeadId from = staying.iterator().next();
    leaving.forEach(id -> effects.addAll(part(input, id, from)));
    pass.tell(new Told(input, touched, effects));
  }

  private Set<LeadId> owners(Collection<Identity> identities, Set<LeadId> touched) {
    Set<LeadId> owners = new LinkedHashSet<>();
    for (Identity identity : identities) {
      owners.add(people.owner(identity, touched).id());
    }
    return owners;
  }

  /** Those of the leaving that are in this lead become one of their own. */
  private void partOff(LeadId id, Set<Identity> leaving, long at, Set<LeadId> touched) {
    Set<Identity> inside = new HashSet<>();
    for (Identity identity : leaving) {
      if (people.owner(identity, touched).id().equals(id)) {
        inside.add(identity);
      }
    }
    if (!inside.isEmpty()) {
      touched.add(people.part(people.lead(id), inside, Separation.strongest(inside), at).id());
    }
  }

  private List<Effect> part(Input input, LeadId id, @Nullable LeadId from) {
    LeadState lead = people.lead(id).begun(input.recordedAt().toEpochMilli());
    Fold.Folded parted = pass.part(input, lead, from);
    people.put(parted.state().read(input.partition(), input.offset()));
    return parted.effects();
  }
}
