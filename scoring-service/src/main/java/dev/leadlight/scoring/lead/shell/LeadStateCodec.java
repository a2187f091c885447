package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
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
 * match. Field numbers are never used again for something else.
 */
public final class LeadStateCodec {

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
    out.writeInt64(1, state.firstSeenAt());
    out.writeInt64(2, state.foldedAt());
    out.writeSFixed64(3, state.firstEventHash());
    for (KnownIdentity known : state.identities()) {
      out.writeNested(
          4,
          inner -> {
            inner.writeString(1, known.identity().kind().label());
            inner.writeString(2, known.identity().value());
            inner.writeInt64(3, known.seenAt());
          });
    }
    for (Map.Entry<String, Profile> each : state.profiles().entrySet()) {
      out.writeNested(
          15,
          inner -> {
            inner.writeString(1, each.getKey());
            inner.writeNested(2, profile -> ProfileCodec.write(each.getValue(), profile));
          });
    }
    for (Map.Entry<String, Evidence> each : state.evidence().entrySet()) {
      out.writeNested(
          6,
          inner -> {
            inner.writeString(1, each.getKey());
            inner.writeNested(2, evidence -> EvidenceCodec.write(each.getValue(), evidence));
          });
    }
    out.writeNested(7, inner -> MessagesCodec.write(state.messages(), inner));
    for (Map.Entry<Integer, Long> offset : state.offsets().entrySet()) {
      out.writeNested(
          8,
          inner -> {
            inner.writeInt32(1, offset.getKey());
            inner.writeInt64(2, offset.getValue());
          });
    }
    out.writeString(9, state.tier());
    out.writeInt64(10, state.sequence());
    for (AnnouncedChange change : state.changes()) {
      out.writeNested(11, inner -> ChangeCodec.write(change, inner));
    }
    for (LeadId absorbed : state.absorbed()) {
      out.writeString(12, absorbed.value());
    }
    for (LeadId other : state.apart()) {
      out.writeString(16, other.value());
    }
    for (Map.Entry<String, LeadId> each : state.separated().entrySet()) {
      out.writeNested(
          17,
          inner -> {
            inner.writeString(1, each.getKey());
            inner.writeString(2, each.getValue().value());
          });
    }
    out.writeNested(14, inner -> AlarmCodec.write(state.alarm(), inner));
    MembershipsCodec.write(state.segments(), 18, 19, out);
    if (!state.snapshot().equals(LastSnapshot.none())) {
      out.writeNested(
          20,
          inner -> {
            inner.writeInt64(1, state.snapshot().at());
            inner.writeSFixed64(2, state.snapshot().eventHash());
          });
    }
    LeadId survivor = state.mergedInto();
    out.writeText(13, survivor == null ? null : survivor.value());
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
    long firstSeenAt;
    long foldedAt;
    long firstEventHash;
    final List<KnownIdentity> identities = new ArrayList<>();

    /** Of the person as a whole, as older states have it. */
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
        case 1 -> firstSeenAt = in.readInt64();
        case 2 -> foldedAt = in.readInt64();
        case 3 -> firstEventHash = in.readSFixed64();
        case 4 -> identities.add(readIdentity(in));
        case 5 -> wholeProfile = ProfileCodec.read(in);
        case 6 -> readEvidence(in, evidence);
        case 7 -> messages = MessagesCodec.read(in);
        case 8 -> readOffset(in, offsets);
        case 9 -> tier = in.readString();
        case 10 -> sequence = in.readInt64();
        case 11 -> changes.add(ChangeCodec.read(in));
        case 12 -> absorbed.add(new LeadId(in.readString()));
        case 20 -> snapshot = readSnapshot(in);
        case 14 -> alarm = AlarmCodec.read(in);
        case 15 -> readProfile(in, profiles);
        case 16 -> apart.add(new LeadId(in.readString()));
        case 17 -> readSeparated(in, separated);
        case 18 -> segments.add(in.readString());
        case 19 -> moves.add(MembershipsCodec.readMove(in));
        case 13 -> mergedInto = new LeadId(in.readString());
        default -> {
          return false;
        }
      }
      return true;
    }

    Map<String, Profile> profiles() {
      if (!wholeProfile.equals(Profile.unknown()) && !identities.isEmpty()) {
        profiles.merge(identities.get(0).identity().label(), wholeProfile, Profile::and);
      }
      return profiles;
    }
  }

  private static void readProfile(CodedInputStream message, Map<String, Profile> all)
      throws IOException {
    String[] origin = {""};
    Profile[] profile = {Profile.unknown()};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> origin[0] = in.readString();
            case 2 -> profile[0] = ProfileCodec.read(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    all.put(origin[0], profile[0]);
  }

  private static void readSeparated(CodedInputStream message, Map<String, LeadId> all)
      throws IOException {
    String[] text = {"", ""};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> text[field - 1] = in.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    all.put(text[0], new LeadId(text[1]));
  }

  private static KnownIdentity readIdentity(CodedInputStream message) throws IOException {
    String[] text = {"", ""};
    long[] seenAt = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> text[field - 1] = in.readString();
            case 3 -> seenAt[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    IdentityKind kind =
        IdentityKind.ofLabel(text[0])
            .orElseThrow(() -> new IOException("unknown identity kind: " + text[0]));
    return new KnownIdentity(new Identity(kind, text[1]), seenAt[0]);
  }

  private static LastSnapshot readSnapshot(CodedInputStream message) throws IOException {
    long[] numbers = {0, 0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> numbers[0] = in.readInt64();
            case 2 -> numbers[1] = in.readSFixed64();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new LastSnapshot(numbers[0], numbers[1]);
  }

  private static void readEvidence(CodedInputStream message, Map<String, Evidence> all)
      throws IOException {
    String[] origin = {""};
    Evidence[] evidence = {Evidence.none()};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> origin[0] = in.readString();
            case 2 -> evidence[0] = EvidenceCodec.read(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    all.put(origin[0], evidence[0]);
  }

  private static void readOffset(CodedInputStream message, Map<Integer, Long> offsets)
      throws IOException {
    int[] partition = {0};
    long[] offset = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> partition[0] = in.readInt32();
            case 2 -> offset[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    offsets.put(partition[0], offset[0]);
  }
}
