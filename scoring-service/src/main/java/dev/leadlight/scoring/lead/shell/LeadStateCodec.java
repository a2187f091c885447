package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Alarm;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LastSnapshot;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Memberships;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.lead.RecentMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link LeadState} as bytes, in protobuf wire format without a schema file: a few bytes for each
 * match. Field numbers are never used again for something else; states are read that earlier
 * versions wrote.
 */
public final class LeadStateCodec {

  private static final int FIRST_SEEN_AT = 1;
  private static final int FOLDED_AT = 2;
  private static final int FIRST_EVENT_HASH = 3;
  private static final int IDENTITY = 4;

  /** Of the person as a whole, as older states have it. */
  private static final int WHOLE_PROFILE = 5;

  private static final int EVIDENCE = 6;
  private static final int MESSAGES = 7;
  private static final int OFFSET = 8;
  private static final int TIER = 9;
  private static final int SEQUENCE = 10;
  private static final int CHANGE = 11;
  private static final int ABSORBED = 12;
  private static final int MERGED_INTO = 13;
  private static final int ALARM = 14;
  private static final int PROFILE = 15;
  private static final int APART = 16;
  private static final int SEPARATED = 17;
  private static final int SEGMENT = 18;
  private static final int MOVE = 19;
  private static final int SNAPSHOT = 20;

  /** As far from when it was first seen, which is a few milliseconds mostly. */
  private static final int BEGUN_AT = 21;

  private LeadStateCodec() {}

  /** Packs a state; {@link #read} is its inverse. */
  public static byte[] write(LeadState state) {
    return Squeezed.squeeze(packed(state));
  }

  private static byte[] packed(LeadState state) {
    PackedOutput out = new PackedOutput();
    write(state, out);
    return out.toByteArray();
  }

  private static void write(LeadState state, PackedOutput out) {
    writeGathered(state, out);
    writeAnnounced(state, out);
    writeOthers(state, out);
    out.writeNested(ALARM, inner -> AlarmCodec.write(state.alarm(), inner));
    MembershipsCodec.write(state.segments(), SEGMENT, MOVE, out);
    if (!state.snapshot().equals(LastSnapshot.none())) {
      out.writeNested(SNAPSHOT, inner -> SnapshotCodec.write(state.snapshot(), inner));
    }
    LeadId survivor = state.mergedInto();
    out.writeText(MERGED_INTO, survivor == null ? null : survivor.value());
  }

  /** What events have told. */
  private static void writeGathered(LeadState state, PackedOutput out) {
    out.writeInt64(FIRST_SEEN_AT, state.firstSeenAt());
    if (state.begunAt() != LeadState.LONG_AGO) {
      out.writeSInt64(BEGUN_AT, state.begunAt() - state.firstSeenAt());
    }
    out.writeInt64(FOLDED_AT, state.foldedAt());
    out.writeSFixed64(FIRST_EVENT_HASH, state.firstEventHash());
    for (KnownIdentity known : state.identities()) {
      out.writeNested(IDENTITY, inner -> KnownIdentityCodec.write(known, inner));
    }
    ByLabel.write(PROFILE, state.profiles(), ProfileCodec::write, out);
    ByLabel.write(EVIDENCE, state.evidence(), EvidenceCodec::write, out);
    out.writeNested(MESSAGES, inner -> MessagesCodec.write(state.messages(), inner));
    for (Map.Entry<Integer, Long> offset : state.offsets().entrySet()) {
      out.writeNested(OFFSET, inner -> OffsetCodec.write(offset, inner));
    }
  }

  /** What others were told. */
  private static void writeAnnounced(LeadState state, PackedOutput out) {
    out.writeString(TIER, state.tier());
    out.writeInt64(SEQUENCE, state.sequence());
    for (AnnouncedChange change : state.changes()) {
      out.writeNested(CHANGE, inner -> ChangeCodec.write(change, inner));
    }
  }

  /** Which other leads are the same person, or are not. */
  private static void writeOthers(LeadState state, PackedOutput out) {
    for (LeadId absorbed : state.absorbed()) {
      out.writeString(ABSORBED, absorbed.value());
    }
    for (LeadId other : state.apart()) {
      out.writeString(APART, other.value());
    }
    for (Map.Entry<String, LeadId> each : state.separated().entrySet()) {
      out.writeNested(SEPARATED, inner -> SeparatedCodec.write(each, inner));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes are something else
   */
  public static LeadState read(LeadId id, byte[] bytes, int from) throws IOException {
    Parts parts = new Parts();
    Packed.read(Squeezed.open(bytes, from), parts::read);
    return new LeadState(
        id,
        parts.begunAt(),
        parts.firstSeenAt,
        parts.foldedAt,
        parts.firstEventHash,
        parts.identities,
        parts.profiles(),
        parts.evidence,
        parts.messages,
        parts.offsets,
        parts.tier,
        parts.sequence,
        parts.changes,
        parts.alarm,
        new Memberships(parts.segments, parts.moves),
        parts.absorbed,
        parts.apart,
        parts.separated,
        parts.snapshot,
        parts.mergedInto);
  }

  /** The parts of a state while it is read. */
  private static final class Parts {
    @Nullable Long sinceFirstSeen;
    long firstSeenAt;
    long foldedAt;
    long firstEventHash;
    final List<KnownIdentity> identities = new ArrayList<>();

    Profile wholeProfile = Profile.unknown();

    final Map<String, Profile> profiles = new HashMap<>();
    final Map<String, Evidence> evidence = new HashMap<>();
    RecentMessages messages = RecentMessages.none();
    final Map<Integer, Long> offsets = new HashMap<>();
    String tier = "";
    long sequence;
    final List<AnnouncedChange> changes = new ArrayList<>();
    Alarm alarm = Alarm.unset();
    final Set<LeadId> absorbed = new LinkedHashSet<>();
    final Set<LeadId> apart = new LinkedHashSet<>();
    final Map<String, LeadId> separated = new HashMap<>();
    final Set<String> segments = new LinkedHashSet<>();
    final List<Memberships.Move> moves = new ArrayList<>();
    LastSnapshot snapshot = LastSnapshot.none();
    @Nullable LeadId mergedInto;

    boolean read(int field, CodedInputStream in) throws IOException {
      switch (field) {
        case BEGUN_AT -> sinceFirstSeen = in.readSInt64();
        case FIRST_SEEN_AT -> firstSeenAt = in.readInt64();
        case FOLDED_AT -> foldedAt = in.readInt64();
        case FIRST_EVENT_HASH -> firstEventHash = in.readSFixed64();
        case IDENTITY -> identities.add(KnownIdentityCodec.read(in));
        case WHOLE_PROFILE -> wholeProfile = ProfileCodec.read(in);
        case EVIDENCE -> ByLabel.read(in, Evidence.none(), EvidenceCodec::read, evidence);
        case MESSAGES -> messages = MessagesCodec.read(in);
        case OFFSET -> OffsetCodec.read(in, offsets);
        case TIER -> tier = in.readString();
        case SEQUENCE -> sequence = in.readInt64();
        case CHANGE -> changes.add(ChangeCodec.read(in));
        case ABSORBED -> absorbed.add(new LeadId(in.readString()));
        case ALARM -> alarm = AlarmCodec.read(in);
        case PROFILE -> ByLabel.read(in, Profile.unknown(), ProfileCodec::read, profiles);
        case APART -> apart.add(new LeadId(in.readString()));
        case SEPARATED -> SeparatedCodec.read(in, separated);
        case SEGMENT -> segments.add(in.readString());
        case MOVE -> moves.add(MembershipsCodec.readMove(in));
        case SNAPSHOT -> snapshot = SnapshotCodec.read(in);
        case MERGED_INTO -> mergedInto = new LeadId(in.readString());
        default -> {
          return false;
        }
      }
      return true;
    }

    long begunAt() {
      if (sinceFirstSeen != null) {
        return firstSeenAt + sinceFirstSeen;
      }
      // An older state. One that has others in it may have been first seen as one of these.
      return absorbed.isEmpty() && apart.isEmpty() && separated.isEmpty()
          ? firstSeenAt
          : LeadState.LONG_AGO;
    }

    Map<String, Profile> profiles() {
      if (!wholeProfile.equals(Profile.unknown()) && !identities.isEmpty()) {
        profiles.merge(identities.get(0).identity().label(), wholeProfile, Profile::and);
      }
      return profiles;
    }
  }
}
