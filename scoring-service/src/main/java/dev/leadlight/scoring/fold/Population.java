package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Parting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The links and leads of a batch while it is folded, and what of them is to be written. */
final class Population {

  private static final long HOUR = 60 * 60 * 1000L;
  private static final long WEEK = 7 * 24 * HOUR;

  private final Fold fold;
  private final IdentityKeys keys;
  private final Map<Identity, Link> links;
  private final Map<LeadId, LeadState> stored;
  private final Map<LeadId, LeadState> begun = new HashMap<>();
  private final Map<LeadId, LeadState> leads;

  private final Set<LeadId> changed = new LinkedHashSet<>();
  private final Set<LeadId> frozen = new LinkedHashSet<>();
  private final Set<LeadId> signposts = new LinkedHashSet<>();
  private final Map<LeadId, LeadId> founded = new LinkedHashMap<>();
  private final Map<Identity, Link> relinked = new HashMap<>();
  private final Map<Identity, Long> unlinked = new HashMap<>();

  Population(
      Fold fold, IdentityKeys keys, Map<Identity, Link> links, Map<LeadId, LeadState> leads) {
    this.fold = fold;
    this.keys = keys;
    this.links = new HashMap<>(links);
    this.stored = leads;
    this.leads = new HashMap<>(leads);
  }

  Link link(Identity identity) {
    return Objects.requireNonNull(links.get(identity), "an identity without a link");
  }

  boolean knows(Identity identity) {
    return links.containsKey(identity);
  }

  /** A lead as it is now. One that nobody has loaded is a shared device's or a parted one's. */
  LeadState lead(LeadId id) {
    return leads.computeIfAbsent(
        id, unknown -> LeadState.unseen(unknown, fold.card().lowestTier().name()));
  }

  void put(LeadState state) {
    leads.put(state.id(), state);
    changed.add(state.id());
  }

  /** The lead that an identity belongs to, when all merges and partings are followed. */
  LeadState owner(Identity identity, Set<LeadId> touched) {
    Link link = link(identity);
    LeadState owner = resolve(link.lead(), touched);
    LeadId separated = owner.separated().get(identity.label());
    while (separated != null && !owner.has(identity)) {
      owner = resolve(separated, touched);
      separated = owner.separated().get(identity.label());
    }
    if (!owner.id().equals(link.lead())) {
      relink(identity, link.to(owner.id(), link.linkedAt()));
    }
    return owner;
  }

  /**
   * The lead that an id leads to in the end. Frozen leads on the way whose content is not there yet
   * give it straight to the last: one between may have become a bare signpost already.
   */
  LeadState resolve(LeadId id, Set<LeadId> touched) {
    Map<LeadId, LeadState> way = new LinkedHashMap<>();
    LeadState end = lead(id);
    while (end.mergedInto() != null) {
      way.put(end.id(), end);
      end = way.containsKey(end.mergedInto()) ? openCircle(way) : lead(end.mergedInto());
    }
    for (LeadState passed : way.values()) {
      if (!passed.isUnseen() && !passed.id().equals(end.id())) {
        end = complete(end, passed);
        put(end);
        signposts.add(passed.id());
        leads.put(passed.id(), passed.signpostTo(end.id()));
      }
    }
    touched.addAll(way.keySet());
    touched.add(end.id());
    return end;
  }

  /** Two replicas have frozen each other's survivor: of those, the first by its id lives on. */
  private LeadState openCircle(Map<LeadId, LeadState> way) {
    LeadState first =
        way.values().stream()
            .min((a, b) -> a.id().value().compareTo(b.id().value()))
            .orElseThrow()
            .mergedInto(null);
    put(first);
    return first;
  }

  private LeadState complete(LeadState survivor, LeadState absorbed) {
    return survivor.absorbing(absorbed, fold.higher(survivor, survivor.tier(), absorbed.tier()));
  }

  LeadState absorb(LeadState survivor, LeadState absorbed) {
    frozen.add(absorbed.id());
    leads.put(absorbed.id(), absorbed.signpostTo(survivor.id()));
    LeadState united = complete(survivor, absorbed);
    put(united);
    for (KnownIdentity known : absorbed.identities()) {
      Link link = links.get(known.identity());
      if (link != null) {
        relink(known.identity(), link.to(survivor.id(), link.linkedAt()));
      }
    }
    unlinkLost(survivor.identities(), united);
    unlinkLost(absorbed.identities(), united);
    return united;
  }

  /** Sees an identity; the one that has to make room is unlinked, be it this one, told late. */
  LeadState see(LeadState target, Identity identity, long at) {
    LeadState seen = target.seen(identity, at);
    if (!target.has(identity)) {
      unlinkLost(target.identities(), seen);
    }
    if (seen.has(identity)) {
      unlinked.remove(identity);
    } else {
      unlink(identity, at);
    }
    put(seen);
    return seen;
  }

  private void unlinkLost(List<KnownIdentity> before, LeadState after) {
    for (KnownIdentity known : before) {
      if (!after.has(known.identity())) {
        unlink(known.identity(), known.seenAt());
      }
    }
  }

  private void unlink(Identity identity, long seenAt) {
    Link link = links.get(identity);
    unlinked.put(identity, link == null ? seenAt : Math.max(seenAt, link.linkedAt()));
  }

  /** Takes a browser or device from its lead. Whoever gets it knows what was counted there. */
  LeadState take(Identity identity, LeadId owner, LeadState taker) {
    LeadState former = lead(owner);
    put(former.without(identity));
    LeadState knowing = taker.knowing(former.messages());
    put(knowing);
    return knowing;
  }

  /** From now on a shared device: its link leads to a lead of its own. */
  void share(Identity identity, Link link, Set<LeadId> touched) {
    LeadState owner = owner(identity, touched);
    LeadId own = keys.ownLeadIdOf(identity);
    touched.add(own);
    if (!owner.id().equals(own)) {
      take(identity, owner.id(), lead(own));
    }
    relink(identity, link.to(own, link.linkedAt()));
  }

  /**
   * Notes whose an identity is. The time of a browser's link decides between people who use it in
   * turn; it is kept to the hour, so that not every event writes it. Once a week of use any link is
   * written, lest it expires before its lead.
   */
  void relink(Identity identity, Link link) {
    Link before = links.put(identity, link);
    boolean isNew =
        before == null
            || !before.lead().equals(link.lead())
            || !before.users().equals(link.users());
    long renewal = identity.kind().isKnown() ? WEEK : HOUR;
    boolean isRenewed = before != null && link.linkedAt() - before.linkedAt() >= renewal;
    if (isNew || isRenewed) {
      relinked.put(identity, link);
    } else {
      links.put(identity, before);
    }
  }

  /**
   * Writes a link again, so that it lives on, when an identity was not seen for a week; and when it
   * had to make room for others and is seen again, for whoever made that room may be about to take
   * the link away.
   */
  void renew(Identity identity, LeadState target, long at) {
    Link link = link(identity);
    if (!target.has(identity)) {
      if (link.linkedAt() < at) {
        relinked.put(identity, link.to(link.lead(), at));
      }
    } else if (Math.floorDiv(at, WEEK) > Math.floorDiv(target.lastSeen(identity), WEEK)) {
      relinked.putIfAbsent(identity, link);
    }
  }

  /**
   * Parts a lead.
   *
   * @param leaving identities of it
   * @return the lead that these are now
   */
  LeadState part(LeadState lead, Set<Identity> leaving, Identity strongest, long at) {
    Set<LeadId> names = leaving.stream().map(keys::leadIdOf).collect(Collectors.toSet());
    LeadId first = keys.leadIdOf(strongest);
    LeadState into = lead(isVacant(first, lead) ? first : keys.ownLeadIdOf(strongest));
    Parting parting = Parting.of(lead, leaving, into, names, fold.card().lowestTier().name());
    put(parting.staying());
    put(parting.leaving());
    begun.put(into.id(), parting.leaving());
    founded.put(into.id(), lead.id());
    for (Identity identity : leaving) {
      Link link = link(identity);
      relink(identity, link.to(into.id(), Math.max(at, link.linkedAt())));
    }
    for (LeadId name : parting.leaving().absorbed()) {
      leads.put(name, lead(name).signpostTo(into.id()));
      signposts.add(name);
    }
    return parting.leaving();
  }

  /** Whether a lead id is free for a part of that lead, or was begun for it and left unfinished. */
  private boolean isVacant(LeadId id, LeadState lead) {
    if (id.equals(lead.id())) {
      return false;
    }
    LeadState there = lead(id);
    return lead.absorbed().contains(id)
        || (there.isUnseen() && (there.mergedInto() == null || end(id).equals(lead.id())))
        || (there.isApartFrom(lead) && !lead.apart().contains(id));
  }

  private LeadId end(LeadId id) {
    LeadState state = lead(id);
    while (state.mergedInto() != null) {
      state = lead(state.mergedInto());
    }
    return state.id();
  }

  /** Absorbed leads as they are stored, but for the sign that points to the survivor. */
  Map<LeadId, LeadState> frozen() {
    Map<LeadId, LeadState> all = new LinkedHashMap<>();
    for (LeadId id : frozen) {
      LeadState before = begun.getOrDefault(id, stored.getOrDefault(id, lead(id)));
      all.put(id, before.mergedInto(end(id)));
    }
    return all;
  }

  /** Leads that live and have changed. */
  List<LeadState> changed() {
    List<LeadState> all = new ArrayList<>();
    for (LeadId id : changed) {
      LeadState state = lead(id);
      if (state.mergedInto() == null) {
        all.add(state);
      }
    }
    return all;
  }

  /** Absorbed leads, and the survivor of each. */
  Map<LeadId, LeadId> signposts() {
    Map<LeadId, LeadId> all = new LinkedHashMap<>();
    frozen.forEach(id -> all.put(id, end(id)));
    signposts.forEach(id -> all.put(id, end(id)));
    all.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return all;
  }

  /** Leads that begin by a parting, and the lead that each was part of. */
  Map<LeadId, LeadId> founded() {
    return founded;
  }

  Map<Identity, Link> relinked() {
    return relinked;
  }

  /** Identities that belong to nobody now, and when each was last seen or linked. */
  Map<Identity, Long> unlinked() {
    return unlinked;
  }
}
