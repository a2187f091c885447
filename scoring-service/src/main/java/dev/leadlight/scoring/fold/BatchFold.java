package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.identity.Alias;
import dev.leadlight.scoring.identity.Attribution;
import dev.leadlight.scoring.identity.Claim;
import dev.leadlight.scoring.identity.SharedDevice;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.RecentMessages;
import java.time.Instant;
import java.util.ArrayList;
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

  private final Fold fold;
  private final IdentityKeys keys;
  private final Instant now;
  private final boolean isSilent;
  private final Population people;
  private final List<Told> told = new ArrayList<>();
  private final Map<LeadId, Reading> readings = new HashMap<>();
  private int refused;
  private int modelFailures;

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

  private BatchFold(
      Fold fold,
      IdentityKeys keys,
      Map<Identity, Link> links,
      Map<LeadId, LeadState> leads,
      Instant now,
      boolean isSilent) {
    this.isSilent = isSilent;
    this.fold = fold;
    this.keys = keys;
    this.people = new Population(fold, keys, links, leads);
    this.now = now;
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
    BatchFold batch = new BatchFold(fold, keys, links, leads, now, false);
    inputs.forEach(batch::take);
    return batch.plan();
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
    BatchFold batch = new BatchFold(fold, keys, links, leads, Instant.EPOCH, true);
    inputs.forEach(batch::take);
    return batch.plan();
  }

  private Plan plan() {
    Map<LeadId, LeadState> founded = new LinkedHashMap<>();
    Map<LeadId, LeadState> changed = new LinkedHashMap<>();
    Map<LeadId, Instant> wakeUps = new HashMap<>();
    Map<LeadId, Double> scores = new HashMap<>();
    Silence silence = new Silence(fold);
    for (LeadState state : people.changed()) {
      if (isSilent) {
        (people.founded().containsKey(state.id()) ? founded : changed).put(state.id(), state);
        continue;
      }
      Silence.Outlook outlook = silence.outlook(state, readings.get(state.id()), now);
      boolean isFounded = people.founded().containsKey(state.id());
      (isFounded ? founded : changed).put(state.id(), outlook.state());
      outlook.wakeUpAt().ifPresent(at -> wakeUps.put(state.id(), at));
      if (!state.isUnseen()) {
        scores.put(state.id(), outlook.score());
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
        told,
        wakeUps,
        scores,
        refused,
        modelFailures);
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
    ShopperEvent event = input.event();
    long at = event.occurredAt().toEpochMilli();
    Set<LeadId> touched = new HashSet<>();
    List<Identity> shared = shared(event, touched);
    List<Claim> claims = claims(event, shared, touched);
    Attribution attribution = Attribution.decide(claims, at);
    refused += attribution.refused().size();
    LeadState target = people.lead(attribution.target());
    for (LeadId absorbed : attribution.absorbed()) {
      target = people.absorb(target, people.lead(absorbed));
    }
    for (Identity moved : attribution.moved()) {
      target = people.take(moved, people.link(moved).lead(), target);
    }
    Identity origin = claims.get(0).identity();
    boolean isNamed = origin.kind().isKnown();
    for (Identity identity : attribution.linked()) {
      Link link = people.link(identity);
      long linkedAt = isNamed ? Math.max(at, link.linkedAt()) : link.linkedAt();
      people.relink(identity, link.to(target.id(), linkedAt));
      people.renew(identity, target, at);
      target = people.see(target, identity, at);
    }
    for (Identity identity : shared) {
      target = claims.get(0).identity().equals(identity) ? target : target.without(identity);
    }
    if (isSilent) {
      LeadState gathered = fold.gather(target, event, origin, input.recordedAt());
      people.put(gathered.read(input.partition(), input.offset()));
      return;
    }
    Fold.Folded folded =
        isSettled(input, target)
            ? fold.repeat(target, event)
            : fold.fold(target, event, origin, !attribution.absorbed().isEmpty(), now);
    modelFailures += folded.isModelBroken() ? 1 : 0;
    people.put(folded.state().read(input.partition(), input.offset()));
    if (folded.reading() != null) {
      readings.put(target.id(), folded.reading());
    }
    touched.add(target.id());
    touched.addAll(attribution.absorbed());
    told.add(new Told(input, touched, folded.effects()));
  }

  /** Those of the event's browsers and devices that are many people's; by this event, perhaps. */
  private List<Identity> shared(ShopperEvent event, Set<LeadId> touched) {
    List<Identity> shared = new ArrayList<>();
    List<String> users = SharedDevice.usersOf(event, keys);
    for (Identity identity : event.identities()) {
      Link before = people.link(identity);
      Link link = identity.kind().isKnown() ? before : before.seenWith(users);
      if (link.isShared()) {
        people.share(identity, link, touched);
        shared.add(identity);
      } else if (!link.equals(before)) {
        people.relink(identity, link);
      }
    }
    return shared;
  }

  /** What is shared links nobody: it counts only for an event that names nothing else. */
  private List<Claim> claims(ShopperEvent event, List<Identity> shared, Set<LeadId> touched) {
    List<Identity> counting = new ArrayList<>(event.identities());
    counting.removeAll(shared);
    for (Identity former : Alias.former(event)) {
      if (counting.size() > 1 && people.knows(Alias.userNamed(former))) {
        counting.remove(former); // a user's id: two users never become one
        refused++;
      }
    }
    List<Claim> claims = new ArrayList<>();
    for (Identity identity : counting.isEmpty() ? shared.subList(0, 1) : counting) {
      LeadState owner = people.owner(identity, touched);
      claims.add(new Claim(identity, owner, people.link(identity).linkedAt()));
    }
    return claims;
  }

  /** Carries out what an operator has said: parts a lead, or keeps two leads apart. */
  private void separate(Input input, Separation asked) {
    ShopperEvent event = input.event();
    long at = event.occurredAt().toEpochMilli();
    Set<LeadId> touched = new HashSet<>();
    Set<LeadId> staying = new LinkedHashSet<>();
    for (Identity identity : asked.staying()) {
      staying.add(people.owner(identity, touched).id());
    }
    for (LeadId id : staying) {
      Set<Identity> inside = new HashSet<>();
      for (Identity identity : asked.leaving()) {
        if (people.owner(identity, touched).id().equals(id)) {
          inside.add(identity);
        }
      }
      if (!inside.isEmpty()) {
        touched.add(people.part(people.lead(id), inside, Separation.strongest(inside), at).id());
      }
    }
    Set<LeadId> leaving = new LinkedHashSet<>();
    for (Identity identity : asked.leaving()) {
      leaving.add(people.owner(identity, touched).id());
    }
    for (LeadId stays : staying) {
      for (LeadId leaves : leaving) {
        people.put(people.lead(stays).apartFrom(leaves));
        people.put(people.lead(leaves).apartFrom(stays));
      }
    }
    List<Effect> effects = new ArrayList<>();
    staying.forEach(id -> effects.addAll(tell(id, input, null)));
    LeadId from = staying.iterator().next();
    leaving.forEach(id -> effects.addAll(tell(id, input, from)));
    told.add(new Told(input, touched, effects));
  }

  private List<Effect> tell(LeadId id, Input input, @Nullable LeadId from) {
    if (isSilent) {
      LeadState noted =
          people
              .lead(id)
              .noting(RecentMessages.hashOf(input.event()), input.recordedAt().toEpochMilli());
      people.put(noted.read(input.partition(), input.offset()));
      return List.of();
    }
    Fold.Folded folded = fold.separated(people.lead(id), input.event(), from, now);
    people.put(folded.state().read(input.partition(), input.offset()));
    return folded.effects();
  }

  /**
   * A record below its partition's watermark, not beyond what this lead has read of the partition,
   * and not younger than the lead's latest fold, is one that was folded before, even if its message
   * id is long forgotten.
   */
  private static boolean isSettled(Input input, LeadState target) {
    Long read = target.offsets().get(input.partition());
    return input.settled()
        && read != null
        && input.offset() <= read
        && input.recordedAt().toEpochMilli() <= target.foldedAt();
  }
}
