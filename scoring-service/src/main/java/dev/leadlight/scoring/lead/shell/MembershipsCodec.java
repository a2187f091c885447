package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.Memberships;
import dev.leadlight.scoring.lead.Memberships.Move;
import java.io.IOException;

/** {@link Memberships} as bytes. Field numbers are never used again for something else. */
final class MembershipsCodec {

  private MembershipsCodec() {}

  /** Writes the announced segments and the moves as two fields of the message. */
  static void write(Memberships segments, int announced, int moves, PackedOutput out) {
    for (String segment : segments.announced()) {
      out.writeString(announced, segment);
    }
    for (Move move : segments.moves()) {
      out.writeNested(
          moves,
          inner -> {
            inner.writeString(1, move.id());
            inner.writeString(2, move.segment());
            inner.writeBool(3, move.isEntry());
            inner.writeInt64(4, move.at());
            inner.writeSFixed64(5, move.eventHash());
            inner.writeInt64(6, move.decidedAt());
          });
    }
  }

  static Move readMove(CodedInputStream message) throws IOException {
    String[] text = {"", ""};
    boolean[] isEntry = {false};
    long[] number = {0, 0, 0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> text[field - 1] = in.readString();
            case 3 -> isEntry[0] = in.readBool();
            case 4 -> number[0] = in.readInt64();
            case 5 -> number[1] = in.readSFixed64();
            case 6 -> number[2] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Move(text[0], text[1], isEntry[0], number[0], number[1], number[2]);
  }
}
