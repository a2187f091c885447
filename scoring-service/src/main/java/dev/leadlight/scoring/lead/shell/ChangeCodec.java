package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.scoring.lead.AnnouncedChange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link AnnouncedChange} as bytes. Field numbers are never used again for something else. */
final class ChangeCodec {

  private ChangeCodec() {}

  static void write(AnnouncedChange change, PackedOutput out) {
    Cause cause = change.cause();
    out.writeString(1, change.id());
    out.writeString(2, cause.id());
    out.writeText(3, cause.signal() == null ? null : cause.signal().name());
    out.writeString(4, change.from());
    out.writeString(5, change.to());
    out.writeSFixed64(6, change.eventHash());
    out.writeInt64(7, change.sequence());
    out.writeInt64(8, change.since());
    out.writeInt64(9, change.decidedAt());
    // States written before there were wake-ups do not have it: an event was the only cause.
    out.writeText(10, cause.kind() == Cause.Kind.EVENT ? null : cause.kind().name());
  }

  static AnnouncedChange read(CodedInputStream message) throws IOException {
    @Nullable String[] text = new @Nullable String[5];
    long[] number = new long[4];
    Cause.Kind[] kind = {Cause.Kind.EVENT};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2, 3, 4, 5 -> text[field - 1] = in.readString();
            case 6 -> number[0] = in.readSFixed64();
            case 7, 8, 9 -> number[field - 6] = in.readInt64();
            case 10 -> kind[0] = Packed.constant(Cause.Kind.class, in.readString());
            default -> {
              return false;
            }
          }
          return true;
        });
    return new AnnouncedChange(
        required(text[0]),
        number[0],
        new Cause(kind[0], required(text[1]), text[2] == null ? null : new Signal(text[2])),
        number[1],
        required(text[3]),
        required(text[4]),
        number[2],
        number[3]);
  }

  private static String required(@Nullable String text) throws IOException {
    if (text == null) {
      throw new IOException("a field is missing");
    }
    return text;
  }
}
