package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One lead made two again, because it never was one person. Evidence and profile are kept by
 * identity and go with it, so each of the two looks as if the link had never been. Both remember
 * all messages, so that none counts again on either side, and both remember to stay apart.
 */
public record Parting(LeadState staying, LeadState leaving) {

  /**
   * Takes identities out of a lead.
   *
   * @param into what is stored under the id of the lead they go to
   * @param names lead ids that were these identities' own and that the lead has absorbed: they go
   *     along
   * @param lowestTier announced of the new lead, which nobody was told of
   */
  public static Parting of(
      LeadState lead,
      Set<Identity> identities,
      LeadState into,
      Set<LeadId> names,
      String lowestTier) {
    Set<String> labels = identities.stream().map(Identity::label).collect(Collectors.toSet());
    Map<String, Evidence> evidence = new HashMap<>(lead.evidence());
    Map<String, Profile> profiles = new HashMap<>(lead.profiles());
    evidence.keySet().retainAll(labels);
    profiles.keySet().retainAll(labels);
    Set<LeadId> absorbed = new LinkedHashSet<>(lead.absorbed());
    absorbed.retainAll(names);
    absorbed.remove(into.id());
    Set<LeadId> apart = new LinkedHashSet<>(lead.apart());
    apart.addAll(into.apart());
    apart.add(lead.id());
    apart.remove(into.id());
    LeadState leaving =
        new LeadState(
            into.id(),
            into.begunAt(),
            firstSeenAt(lead, evidence),
            lead.foldedAt(),
            0,
            lead.identities().stream()
                .filter(known -> identities.contains(known.identity()))
                .toList(),
            profiles,
            evidence,
            lead.messages(),
            lead.offsets(),
            lowestTier,
            lead.sequence(),
            List.of(),
            new Alarm(lead.alarm().dueAt(), lead.alarm().firedAt(), List.of()),
            Memberships.none(),
            absorbed,
            apart,
            Map.of(),
            LastSnapshot.none(),
            null);
    return new Parting(staying(lead, identities, labels, into.id(), names), leaving);
  }

  /** Not before the first deed under these identities, where one is known. */
  private static long firstSeenAt(LeadState lead, Map<String, Evidence> evidence) {
    long firstDeed =
        evidence.values().stream()
            .filter(each -> !each.activity().isEmpty())
            .mapToLong(each -> each.activity().start(0))
            .min()
            .orElse(lead.firstSeenAt());
    return Math.max(lead.firstSeenAt(), firstDeed);
  }

  private static LeadState staying(
      LeadState lead,
      Set<Identity> identities,
      Set<String> labels,
      LeadId leaving,
      Set<LeadId> names) {
    Map<String, Evidence> evidence = new HashMap<>(lead.evidence());
    Map<String, Profile> profiles = new HashMap<>(lead.profiles());
    evidence.keySet().removeAll(labels);
    profiles.keySet().removeAll(labels);
    Set<LeadId> absorbed = new LinkedHashSet<>(lead.absorbed());
    absorbed.removeAll(names);
    absorbed.remove(leaving);
    Map<String, LeadId> separated = new HashMap<>(lead.separated());
    labels.forEach(label -> separated.put(label, leaving));
    Set<LeadId> apart = new LinkedHashSet<>(lead.apart());
    apart.add(leaving);
    return new LeadState(
        lead.id(),
        lead.begunAt(),
        lead.firstSeenAt(),
        lead.foldedAt(),
        lead.firstEventHash(),
        lead.identities().stream().filter(known -> !identities.contains(known.identity())).toList(),
        profiles,
        evidence,
        lead.messages(),
        lead.offsets(),
        lead.tier(),
        lead.sequence(),
        lead.changes(),
        lead.alarm(),
        lead.segments(),
        absorbed,
        apart,
        separated,
        lead.snapshot(),
        lead.mergedInto());
  }
}
