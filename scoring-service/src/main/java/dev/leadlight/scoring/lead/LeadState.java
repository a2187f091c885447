package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of a lead, as one value. Immutable. It holds evidence, not points: what
 * the evidence is worth is decided when somebody asks.
 *
 * @param begunAt when the first record was written of those that were folded into it under this id,
 *     in epoch milliseconds. Somebody who is forgotten begins anew under the same id, and by it
 *     what is told of the one can be told from what is told of the other. Leads that it absorbs do
 *     not count: they may be older
 * @param firstSeenAt when the suite first heard of it, in epoch milliseconds
 * @param foldedAt when the latest event was folded, in epoch milliseconds
 * @param firstEventHash the event that began it
 * @param identities strongest kind first
 * @param profiles by the label of the identity under which it was told
 * @param evidence by the label of the identity under which it came
 * @param offsets by partition of the events topic: the latest record folded
 * @param tier the tier that was last announced
 * @param sequence how many tier changes were announced
 * @param changes the latest of them
 * @param alarm what time brings by itself, and how far that was told
 * @param segments the segments that were announced
 * @param absorbed leads that have become part of this one
 * @param apart leads that somebody has said to be other people: it never becomes one with them
 * @param separated by label: identities that were taken out of it, and the lead they went to
 * @param snapshot the one taken last
 * @param mergedInto the lead that this one has become part of; its own content is then only kept
 *     until that lead has it
 */
public record LeadState(
    LeadId id,
    long begunAt,
    long firstSeenAt,
    long foldedAt,
    long firstEventHash,
    List<KnownIdentity> identities,
    Map<String, Profile> profiles,
    Map<String, Evidence> evidence,
    RecentMessages messages,
    Map<Integer, Long> offsets,
    String tier,
    long sequence,
    List<AnnouncedChange> changes,
    Alarm alarm,
    Memberships segments,
    Set<LeadId> absorbed,
    Set<LeadId> apart,
    Map<String, LeadId> separated,
    LastSnapshot snapshot,
    @Nullable LeadId mergedInto) {

  static final int MOST_CHANGES = 8;

  /** The beginning of leads that are older than the notion of it. */
  public static final long LONG_AGO = Long.MIN_VALUE;

  /**
   * A lead that nothing is known of yet.
   *
   * @param tier the lowest
   */
  public static LeadState unseen(LeadId id, String tier) {
    return new LeadState(
        id,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0,
        List.of(),
        Map.of(),
        Map.of(),
        RecentMessages.none(),
        Map.of(),
        tier,
        0,
        List.of(),
        Alarm.unset(),
        Memberships.none(),
        Set.of(),
        Set.of(),
        Map.of(),
        LastSnapshot.none(),
        null);
  }

  /** Whether no event was folded into it yet. */
  public boolean isUnseen() {
    return firstSeenAt == Long.MAX_VALUE;
  }

  /** Whether it is known when it began. */
  public boolean knowsBeginning() {
    return begunAt != Long.MAX_VALUE && begunAt != LONG_AGO;
  }

  /** With what is about to be folded into it, by the moment at which that was recorded. */
  public LeadState begun(long recordedAt) {
    if (recordedAt >= begunAt) {
      return this;
    }
    LeadDraft draft = new LeadDraft(this);
    draft.begunAt = recordedAt;
    return draft.done();
  }

  /** The evidence of all its identities together. */
  public Evidence united() {
    if (evidence.size() == 1) {
      return evidence.values().iterator().next();
    }
    Evidence all = Evidence.none();
    for (Evidence each : evidence.values()) {
      all = all.and(each);
    }
    return all;
  }

  /** How to address the person and what they allowed, by all that was told. */
  public Profile profile() {
    Profile all = Profile.unknown();
    for (Profile each : new TreeMap<>(profiles).values()) {
      all = all.and(each);
    }
    return all;
  }

  /** Whether an identity is one of its own now. */
  public boolean has(Identity identity) {
    return KnownIdentities.find(identities, identity) != null;
  }

  /** When an identity was last seen, in epoch milliseconds; never, if it is none of its own. */
  public long lastSeen(Identity identity) {
    KnownIdentity known = KnownIdentities.find(identities, identity);
    return known == null ? Long.MIN_VALUE : known.seenAt();
  }

  /** Whether somebody has said that these two are not one person. */
  public boolean isApartFrom(LeadState other) {
    return knowsApart(other) || other.knowsApart(this);
  }

  private boolean knowsApart(LeadState other) {
    return !apart.isEmpty()
        && (apart.contains(other.id) || other.absorbed.stream().anyMatch(apart::contains));
  }

  /** The strongest kind among its identities. */
  public IdentityKind strongestKind() {
    return identities.isEmpty() ? IdentityKind.DEVICE : identities.get(0).identity().kind();
  }

  /** Its identities of one kind. */
  public Set<String> valuesOf(IdentityKind kind) {
    return KnownIdentities.valuesOf(identities, kind);
  }

  /** The latest value of a kind, if it has one. */
  public @Nullable String latestOf(IdentityKind kind) {
    KnownIdentity latest = KnownIdentities.latestOf(identities, kind);
    return latest == null ? null : latest.identity().value();
  }

  /** With an identity seen. Of each kind the five seen latest stay. */
  public LeadState seen(Identity identity, long at) {
    return withIdentities(KnownIdentities.seen(identities, identity, at));
  }

  /** Without an identity, which somebody else has now. Its evidence stays. */
  public LeadState without(Identity identity) {
    return withIdentities(KnownIdentities.without(identities, identity));
  }

  /** Apart from another lead for good. */
  public LeadState apartFrom(LeadId other) {
    LeadDraft draft = new LeadDraft(this);
    draft.apart = Union.of(apart, Set.of(other));
    return draft.done();
  }

  /** With the messages noted that somebody else has counted: here they count no more. */
  public LeadState knowing(RecentMessages counted) {
    LeadDraft draft = new LeadDraft(this);
    draft.messages = messages.and(counted);
    return draft.done();
  }

  /** With a message noted that is no deed of anybody. */
  public LeadState noting(long eventHash, long now) {
    LeadDraft draft = new LeadDraft(this);
    draft.foldedAt = Math.max(foldedAt, now);
    draft.messages = messages.with(eventHash, (int) (now / 1000));
    return draft.done();
  }

  @SuppressWarnings("ReferenceEquality") // a list that is the same was not touched
  private LeadState withIdentities(List<KnownIdentity> all) {
    if (all == identities) {
      return this;
    }
    LeadDraft draft = new LeadDraft(this);
    draft.identities = all;
    return draft.done();
  }

  /** With the evidence under one identity replaced, and the event noted that brought it. */
  public LeadState folded(
      String origin, Evidence newEvidence, Profile newProfile, long eventHash, long now) {
    Map<String, Evidence> all = new HashMap<>(evidence);
    all.put(origin, newEvidence);
    Map<String, Profile> allProfiles = profiles;
    if (!newProfile.equals(Profile.unknown())) {
      allProfiles = new HashMap<>(profiles);
      allProfiles.put(origin, newProfile);
    }
    LeadDraft draft = new LeadDraft(this);
    draft.firstSeenAt = Math.min(firstSeenAt, now);
    draft.foldedAt = Math.max(foldedAt, now);
    draft.firstEventHash = isUnseen() ? eventHash : firstEventHash;
    draft.profiles = allProfiles;
    draft.evidence = all;
    draft.messages = messages.with(eventHash, (int) (now / 1000));
    return draft.done();
  }

  /** Without what was told under some identities, by their labels. */
  public LeadState forgetting(Predicate<String> labels) {
    LeadDraft draft = new LeadDraft(this);
    draft.evidence = new HashMap<>(evidence);
    draft.evidence.keySet().removeIf(labels);
    draft.profiles = new HashMap<>(profiles);
    draft.profiles.keySet().removeIf(labels);
    return draft.done();
  }

  /** With the record noted that it was folded from. */
  public LeadState read(int partition, long offset) {
    Map<Integer, Long> all = new HashMap<>(offsets);
    all.merge(partition, offset, Math::max);
    LeadDraft draft = new LeadDraft(this);
    draft.offsets = all;
    return draft.done();
  }

  /** With a tier change announced. */
  public LeadState announced(AnnouncedChange change) {
    List<AnnouncedChange> latest = new ArrayList<>(changes);
    latest.add(change);
    LeadDraft draft = new LeadDraft(this);
    draft.tier = change.to();
    draft.sequence = change.sequence();
    draft.changes =
        List.copyOf(latest.subList(Math.max(0, latest.size() - MOST_CHANGES), latest.size()));
    return draft.done();
  }

  /** With a snapshot taken because of an event; of none, if its hash is 0. */
  public LeadState observed(long at, long eventHash) {
    LeadDraft draft = new LeadDraft(this);
    draft.snapshot = new LastSnapshot(at, eventHash);
    return draft.done();
  }

  /** With a tier that nobody is told of. */
  public LeadState recorded(String newTier) {
    LeadDraft draft = new LeadDraft(this);
    draft.tier = newTier;
    return draft.done();
  }

  /** With the earliest derived signal that is still to be told. */
  public LeadState dueAt(long earliest) {
    return earliest == alarm.dueAt() ? this : with(alarm.dueAt(earliest));
  }

  /** With all told that time has brought up to now. */
  public LeadState woken(long now, List<DerivedSignal.Occurrence> told, long earliest) {
    return with(alarm.fired(now, told, earliest));
  }

  /** With moves into and out of segments announced. */
  public LeadState moved(List<Memberships.Move> moves) {
    if (moves.isEmpty()) {
      return this;
    }
    LeadDraft draft = new LeadDraft(this);
    draft.segments = segments.with(moves);
    return draft.done();
  }

  private LeadState with(Alarm newAlarm) {
    LeadDraft draft = new LeadDraft(this);
    draft.alarm = newAlarm;
    return draft.done();
  }

  /**
   * With another lead as a part of it: both are one person. Doing it twice changes nothing.
   *
   * @param announcedTier the higher of the two tiers that were announced: who was told of one of
   *     the leads need not be told again that the person is there
   */
  public LeadState absorbing(LeadState other, String announcedTier) {
    return absorbed.contains(other.id) ? this : Union.absorbing(this, other, announcedTier);
  }

  /**
   * With what the event log tells of it instead of the evidence gathered so far. What was
   * announced, and what time has told, stays as it is.
   *
   * @param told the lead as the log tells it, up to the latest record folded into this one at least
   */
  public LeadState retold(LeadState told, Map<String, Evidence> newEvidence) {
    return Union.retold(this, told, newEvidence);
  }

  /** As if it had been announced in that tier, so many changes ago. */
  public LeadState announcedBefore(String announcedTier, long changesSoFar) {
    LeadDraft draft = new LeadDraft(this);
    draft.tier = announcedTier;
    draft.sequence = changesSoFar;
    return draft.done();
  }

  /** Frozen: from now on it is a part of that lead; or of none any more. */
  public LeadState mergedInto(@Nullable LeadId survivor) {
    LeadDraft draft = new LeadDraft(this);
    draft.mergedInto = survivor;
    return draft.done();
  }

  /** Only the sign that points to the lead it has become part of. */
  public LeadState signpostTo(LeadId survivor) {
    return unseen(id, tier).mergedInto(survivor);
  }
}
