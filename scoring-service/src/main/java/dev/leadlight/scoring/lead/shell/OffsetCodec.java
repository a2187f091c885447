package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The latest record that was folded of a partition, as bytes. Field numbers are never used again
 * for something else.
 */
final class OffsetCodec {

  private OffsetCodec() {}

  static void write(Map.Entry<Integer, Long> offset, PackedOutput out) {
    out.writeInt32(1, offset.getKey());
    out.writeInt64(2, offset.getValue());
  }

  static void read(CodedInputStream message, Map<Integer, Long> offsets) throws IOException {
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
