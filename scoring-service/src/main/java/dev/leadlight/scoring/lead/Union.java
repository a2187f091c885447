package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two states of one person become one. */
final class Union {

  /** Far more than merges that can be under way at once: who is finished need not be here. */
  private static final int MOST_ABSORBED = 256;

  private Union() {}

  static LeadState absorbing(LeadState lead, LeadState other, String announcedTier) {
    Map<String, Evidence> evidence = new HashMap<>(lead.evidence());
    other.evidence().forEach((origin, each) -> evidence.merge(origin, each, Evidence::and));
    List<AnnouncedChange> changes = new ArrayList<>(other.changes());
    changes.addAll(lead.changes());
    LeadDraft draft = together(lead, other);
    draft.firstEventHash =
        lead.firstSeenAt() <= other.firstSeenAt() ? lead.firstEventHash() : other.firstEventHash();
    draft.evidence = evidence;
    draft.tier = announcedTier;
    draft.sequence = Math.max(lead.sequence(), other.sequence());
    draft.changes =
        List.copyOf(
            changes.subList(
                Math.max(0, changes.size() - 2 * LeadState.MOST_CHANGES), changes.size()));
    draft.alarm = lead.alarm().and(other.alarm());
    draft.segments = lead.segments().and(other.segments());
    draft.snapshot = lead.snapshot().later(other.snapshot());
    draft.absorbed = latest(of(draft.absorbed, Set.of(other.id())));
    return seen(draft.done(), other.identities());
  }

  private static Set<LeadId> latest(Set<LeadId> absorbed) {
    Iterator<LeadId> oldest = absorbed.iterator();
    for (int surplus = absorbed.size() - MOST_ABSORBED; surplus > 0; surplus--) {
      oldest.next();
      oldest.remove();
    }
    return absorbed;
  }

  static LeadState retold(LeadState lead, LeadState told, Map<String, Evidence> newEvidence) {
    LeadDraft draft = together(lead, told);
    draft.begunAt = Math.min(lead.begunAt(), told.begunAt());
    draft.firstEventHash = told.firstEventHash();
    draft.evidence = newEvidence;
    return seen(draft.done(), told.identities());
  }

  /** What is the same of both kinds: nothing of it is lost. */
  private static LeadDraft together(LeadState lead, LeadState other) {
    Map<String, Profile> profiles = new HashMap<>(lead.profiles());
    other.profiles().forEach((origin, each) -> profiles.merge(origin, each, Profile::and));
    Map<Integer, Long> offsets = new HashMap<>(lead.offsets());
    other.offsets().forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
    Map<String, LeadId> separated = new HashMap<>(other.separated());
    separated.putAll(lead.separated());
    LeadDraft draft = new LeadDraft(lead);
    draft.firstSeenAt = Math.min(lead.firstSeenAt(), other.firstSeenAt());
    draft.foldedAt = Math.max(lead.foldedAt(), other.foldedAt());
    draft.profiles = profiles;
    draft.messages = lead.messages().and(other.messages());
    draft.offsets = offsets;
    draft.absorbed = of(lead.absorbed(), other.absorbed());
    draft.apart = of(lead.apart(), other.apart());
    draft.separated = separated;
    return draft;
  }

  private static LeadState seen(LeadState lead, List<KnownIdentity> identities) {
    LeadState seen = lead;
    for (KnownIdentity known : identities) {
      seen = seen.seen(known.identity(), known.seenAt());
    }
    return seen;
  }

  /** Both, in the order in which they came. */
  static Set<LeadId> of(Set<LeadId> left, Set<LeadId> right) {
    Set<LeadId> all = new LinkedHashSet<>(left);
    all.addAll(right);
    return all;
  }
}
