package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.RecentMessages;
import java.io.IOException;

/** {@link RecentMessages} as bytes, six or seven each. Older states have ten. */
final class MessagesCodec {

  private static final int MINUTE = 60;

  private MessagesCodec() {}

  static void write(RecentMessages messages, PackedOutput out) {
    byte[] hashes = new byte[RecentMessages.HASH_BYTES * messages.size()];
    long[] minutes = new long[messages.size()];
    int at = 0;
    for (int i = 0; i < messages.size(); i++) {
      minutes[i] = messages.second(i) / MINUTE;
      long hash = messages.hash(i);
      for (int shift = 8 * (RecentMessages.HASH_BYTES - 1); shift >= 0; shift -= 8) {
        hashes[at++] = (byte) (hash >>> shift);
      }
    }
    out.writeByteArray(3, hashes);
    out.writeAscending(4, minutes);
  }

  static RecentMessages read(CodedInputStream message) throws IOException {
    long[][] hashes = {{}};
    int[][] seconds = {{}};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> hashes[0] = wholeHashes(in.readByteArray());
            case 2 -> seconds[0] = seconds(Packed.ascending(in), 1);
            case 3 -> hashes[0] = hashes(in.readByteArray());
            case 4 -> seconds[0] = seconds(Packed.ascending(in), MINUTE);
            default -> {
              return false;
            }
          }
          return true;
        });
    if (hashes[0].length != seconds[0].length) {
      throw new IOException("messages without their times");
    }
    return RecentMessages.of(hashes[0], seconds[0]);
  }

  private static int[] seconds(long[] times, int unit) {
    int[] seconds = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      seconds[i] = (int) (times[i] * unit);
    }
    return seconds;
  }

  private static long[] hashes(byte[] bytes) {
    long[] hashes = new long[bytes.length / RecentMessages.HASH_BYTES];
    int at = 0;
    for (int i = 0; i < hashes.length; i++) {
      for (int b = 0; b < RecentMessages.HASH_BYTES; b++) {
        hashes[i] = (hashes[i] << 8) | (bytes[at++] & 0xFF);
      }
    }
    return hashes;
  }

  private static long[] wholeHashes(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long[] hashes = new long[bytes.length / Long.BYTES];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = in.readSFixed64();
    }
    return hashes;
  }
}
