package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A copy of a lead in which a few parts are about to be replaced. */
final class LeadDraft {
  private final LeadId id;
  long begunAt;
  long firstSeenAt;
  long foldedAt;
  long firstEventHash;
  List<KnownIdentity> identities;
  Map<String, Profile> profiles;
  Map<String, Evidence> evidence;
  RecentMessages messages;
  Map<Integer, Long> offsets;
  String tier;
  long sequence;
  List<AnnouncedChange> changes;
  Alarm alarm;
  Memberships segments;
  Set<LeadId> absorbed;
  Set<LeadId> apart;
  Map<String, LeadId> separated;
  LastSnapshot snapshot;
  @Nullable LeadId mergedInto;

  LeadDraft(LeadState state) {
    id = state.id();
    begunAt = state.begunAt();
    firstSeenAt = state.firstSeenAt();
    foldedAt = state.foldedAt();
    firstEventHash = state.firstEventHash();
    identities = state.identities();
    profiles = state.profiles();
    evidence = state.evidence();
    messages = state.messages();
    offsets = state.offsets();
    tier = state.tier();
    sequence = state.sequence();
    changes = state.changes();
    alarm = state.alarm();
    segments = state.segments();
    absorbed = state.absorbed();
    apart = state.apart();
    separated = state.separated();
    snapshot = state.snapshot();
    mergedInto = state.mergedInto();
  }

  LeadState done() {
    return new LeadState(
        id,
        begunAt,
        firstSeenAt,
        foldedAt,
        firstEventHash,
        identities,
        profiles,
        evidence,
        messages,
        offsets,
        tier,
        sequence,
        changes,
        alarm,
        segments,
        absorbed,
        apart,
        separated,
        snapshot,
        mergedInto);
  }
}
