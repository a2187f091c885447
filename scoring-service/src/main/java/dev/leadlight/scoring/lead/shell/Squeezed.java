package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Large states are deflated, which few leads ever need: it takes some ten microseconds. The first
 * byte is the format: 0 for a deflated state, after it its length; any other is already the state,
 * which never begins with 0.
 */
final class Squeezed {

  private static final int LARGE_BYTES = 3072;
  private static final int MOST_BYTES = 1 << 24;
  private static final int DEFLATED = 0;

  private Squeezed() {}

  static byte[] squeeze(byte[] packed) {
    if (packed.length < LARGE_BYTES) {
      return packed;
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(packed);
      deflater.finish();
      byte[] buffer = new byte[packed.length];
      int size = deflater.deflate(buffer);
      return deflater.finished() ? framed(buffer, size, packed.length) : packed;
    } finally {
      deflater.end();
    }
  }

  private static byte[] framed(byte[] deflated, int size, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(size + 1 + Integer.BYTES);
    out.write(DEFLATED);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(length >>> shift);
    }
    out.write(deflated, 0, size);
    return out.toByteArray();
  }

  /** What is packed from that place on. */
  static CodedInputStream open(byte[] bytes, int from) throws IOException {
    if (from >= bytes.length || bytes[from] != DEFLATED) {
      return CodedInputStream.newInstance(bytes, from, bytes.length - from);
    }
    int start = from + 1 + Integer.BYTES;
    if (start > bytes.length) {
      throw new IOException("a deflated state without a length");
    }
    int length = 0;
    for (int i = from + 1; i < start; i++) {
      length = (length << 8) | (bytes[i] & 0xFF);
    }
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a deflated state of an impossible length");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, bytes.length - start);
      byte[] packed = new byte[length];
      if (inflater.inflate(packed) != length) {
        throw new IOException("a deflated state that is cut off");
      }
      return CodedInputStream.newInstance(packed);
    } catch (DataFormatException e) {
      throw new IOException("a deflated state that is something else", e);
    } finally {
      inflater.end();
    }
  }
}
