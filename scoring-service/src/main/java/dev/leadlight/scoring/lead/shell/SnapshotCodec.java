package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.LastSnapshot;
import java.io.IOException;

/** {@link LastSnapshot} as bytes. Field numbers are never used again for something else. */
final class SnapshotCodec {

  private SnapshotCodec() {}

  static void write(LastSnapshot snapshot, PackedOutput out) {
    out.writeInt64(1, snapshot.at());
    out.writeSFixed64(2, snapshot.eventHash());
  }

  static LastSnapshot read(CodedInputStream message) throws IOException {
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
}
