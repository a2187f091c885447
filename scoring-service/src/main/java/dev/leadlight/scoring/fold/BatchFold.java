package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.identity.Attribution;
import dev.leadlight.scoring.identity.Claim;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The fold of a batch: events in order, over all leads they touch, in memory. What it answers is a
 * plan; nothing is written here.
 *
 * <p>A merge touches two values that can't be written at once, so it goes in steps that may stop
 * anywhere. First the absorbed lead is frozen: it keeps its content and points to the survivor.
 * Then the survivor is written with that content and the absorbed lead's id. Last the absorbed lead
 * becomes a bare signpost. Who finds a frozen lead whose survivor does not have it yet completes
 * the merge, as {@link #complete} does here.
 */
public final class BatchFold {

  private static final long LINK_MILLIS = 60 * 60 * 1000L;

  private final Fold fold;
  private final Instant now;
  private final Map<Identity, Link> links;
  private final Map<LeadId, LeadState> leads;

  private final Map<LeadId, LeadState> frozen = new LinkedHashMap<>();
  private final Set<LeadId> changed = new LinkedHashSet<>();
  private final Map<Identity, Link> relinked = new HashMap<>();
  private final Set<Identity> unlinked = new HashSet<>();
  private final List<Told> told = new ArrayList<>();
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
   * @param frozen absorbed leads, with their content, to be written before everything else
   * @param changed leads to be written then
   * @param signposts absorbed leads without content, to be written last
   * @param relinked identities that belong to another lead now
   * @param unlinked identities that belong to nobody now
   * @param wakeUps when to look at a lead again, if no event comes
   * @param scores of the leads to be written, now
   * @param refused how many identities stayed somebody else's
   */
  public record Plan(
      Map<LeadId, LeadState> frozen,
      Map<LeadId, LeadState> changed,
      Set<LeadId> signposts,
      Map<Identity, Link> relinked,
      Set<Identity> unlinked,
      List<Told> told,
      Map<LeadId, Instant> wakeUps,
      Map<LeadId, Double> scores,
      int refused) {}

  private BatchFold(
      Fold fold, Map<Identity, Link> links, Map<LeadId, LeadState> leads, Instant now) {
    this.fold = fold;
    this.links = new HashMap<>(links);
    this.leads = new HashMap<>(leads);
    this.now = now;
  }

  /**
   * Folds a batch.
   *
   * @param links of every identity in the batch
   * @param leads every lead that the links lead to, and every one that those point to
   */
  public static Plan fold(
      Fold fold,
      Map<Identity, Link> links,
      Map<LeadId, LeadState> leads,
      List<Input> inputs,
      Instant now) {
    BatchFold batch = new BatchFold(fold, links, leads, now);
    inputs.forEach(batch::take);
    return batch.plan();
  }

  private Plan plan() {
    Map<LeadId, LeadState> written = new LinkedHashMap<>();
    Map<LeadId, Instant> wakeUps = new HashMap<>();
    Map<LeadId, Double> scores = new HashMap<>();
    Set<LeadId> signposts = new LinkedHashSet<>(frozen.keySet());
    Silence silence = new Silence(fold);
    for (LeadId id : changed) {
      LeadState state = lead(id);
      if (state.mergedInto() == null) {
        Silence.Outlook outlook = silence.outlook(state, now);
        written.put(id, outlook.state());
        outlook.wakeUpAt().ifPresent(at -> wakeUps.put(id, at));
        scores.put(id, outlook.score());
      } else {
        signposts.add(id);
      }
    }
    return new Plan(frozen, written, signposts, relinked, unlinked, told, wakeUps, scores, refused);
  }

  private void take(Input input) {
    ShopperEvent event = input.event();
    long at = event.occurredAt().toEpochMilli();
    List<Claim> claims = new ArrayList<>();
    Set<LeadId> touched = new HashSet<>();
    for (Identity identity : event.identities()) {
      Link link = link(identity);
      LeadState owner = resolve(link.lead(), touched);
      claims.add(new Claim(identity, owner, link.linkedAt()));
      if (!owner.id().equals(link.lead())) {
        relink(identity, new Link(owner.id(), link.linkedAt()));
      }
    }
    Attribution attribution = Attribution.decide(claims, at);
    refused += attribution.refused().size();
    LeadState target = lead(attribution.target());
    for (LeadId absorbed : attribution.absorbed()) {
      target = absorb(target, lead(absorbed));
    }
    for (Identity moved : attribution.moved()) {
      LeadState owner = lead(link(moved).lead());
      put(owner.without(moved));
    }
    boolean isNamed = event.identities().get(0).kind().isKnown();
    for (Identity identity : attribution.linked()) {
      long linkedAt = link(identity).linkedAt();
      relink(identity, new Link(target.id(), isNamed ? Math.max(at, linkedAt) : linkedAt));
      target = see(target, identity, at);
    }
    Fold.Folded folded =
        isSettled(input, target)
            ? fold.repeat(target, event)
            : fold.fold(
                target, event, event.identities().get(0), !attribution.absorbed().isEmpty(), now);
    put(folded.state().read(input.partition(), input.offset()));
    touched.add(target.id());
    touched.addAll(attribution.absorbed());
    told.add(new Told(input, touched, folded.effects()));
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

  /** The lead that a link leads to in the end. */
  private LeadState resolve(LeadId id, Set<LeadId> touched) {
    LeadState state = lead(id);
    while (state.mergedInto() != null) {
      touched.add(state.id());
      LeadState survivor = lead(state.mergedInto());
      if (!state.isUnseen() && !survivor.absorbed().contains(state.id())) {
        put(complete(survivor, state));
        changed.add(state.id());
        leads.put(state.id(), state.signpost());
      }
      state = lead(survivor.id());
    }
    touched.add(state.id());
    return state;
  }

  private LeadState complete(LeadState survivor, LeadState absorbed) {
    return survivor.absorbing(absorbed, fold.higher(survivor.tier(), absorbed.tier()));
  }

  private LeadState absorb(LeadState survivor, LeadState absorbed) {
    LeadState pointing = absorbed.mergedInto(survivor.id());
    frozen.put(absorbed.id(), pointing);
    leads.put(absorbed.id(), pointing.signpost());
    LeadState united = complete(survivor, absorbed);
    put(united);
    for (KnownIdentity known : absorbed.identities()) {
      Link link = links.get(known.identity());
      if (link != null) {
        relink(known.identity(), new Link(survivor.id(), link.linkedAt()));
      }
    }
    return united;
  }

  /** Sees an identity; the one that has to make room is unlinked. */
  private LeadState see(LeadState target, Identity identity, long at) {
    LeadState seen = target.seen(identity, at);
    if (target.identities().size() >= seen.identities().size()) {
      Set<Identity> kept = new HashSet<>();
      seen.identities().forEach(known -> kept.add(known.identity()));
      target.identities().stream()
          .map(KnownIdentity::identity)
          .filter(known -> !kept.contains(known))
          .forEach(unlinked::add);
    }
    unlinked.remove(identity);
    put(seen);
    return seen;
  }

  /**
   * Notes whose an identity is. The time of a browser's link decides between people who use it in
   * turn; it is kept to the hour, so that not every event writes it.
   */
  private void relink(Identity identity, Link link) {
    Link before = links.put(identity, link);
    boolean isOther = before == null || !before.lead().equals(link.lead());
    boolean isRenewed =
        before != null
            && !identity.kind().isKnown()
            && link.linkedAt() - before.linkedAt() >= LINK_MILLIS;
    if (isOther || isRenewed) {
      relinked.put(identity, link);
    } else if (before != null) {
      links.put(identity, before);
    }
  }

  private Link link(Identity identity) {
    return Objects.requireNonNull(links.get(identity), "an identity without a link");
  }

  private LeadState lead(LeadId id) {
    return Objects.requireNonNull(leads.get(id), "a lead that was not loaded");
  }

  private void put(LeadState state) {
    leads.put(state.id(), state);
    changed.add(state.id());
  }
}
