package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writing and reading protobuf wire format by hand: fields by number, varints, nested messages as
 * bytes. Fields unknown to a reader are skipped, so newer writers do not break older readers.
 */
final class Packed {

  private static final int BUFFER_BYTES = 128;
  private static final int MOST_VARINT_BYTES = 10;

  /** Writes the fields of one message. */
  interface Writer {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /** Reads one field; false if its number is unknown. */
  interface FieldReader {
    boolean read(int field, CodedInputStream in) throws IOException;
  }

  private Packed() {}

  static byte[] message(Writer writer) {
    // Most messages are small, and each nested one has a buffer of its own.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);
    try {
      writer.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static void read(byte[] message, FieldReader reader) throws IOException {
    read(CodedInputStream.newInstance(message), reader);
  }

  static void read(CodedInputStream in, FieldReader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }

  static void text(CodedOutputStream out, int field, @Nullable String text) throws IOException {
    if (text != null) {
      out.writeString(field, text);
    }
  }

  static void nested(CodedOutputStream out, int field, Writer writer) throws IOException {
    out.writeByteArray(field, message(writer));
  }

  /** The constant of that name; what a newer version may have written is no reason to guess. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("unknown " + type.getSimpleName() + ": " + name, e);
    }
  }

  /** Ascending numbers as differences: a few bytes each. */
  static void ascending(CodedOutputStream out, int field, long[] numbers) throws IOException {
    byte[] bytes = new byte[MOST_VARINT_BYTES * numbers.length];
    int size = 0;
    long before = 0;
    for (long number : numbers) {
      size = putVarint(bytes, size, CodedOutputStream.encodeZigZag64(number - before));
      before = number;
    }
    out.writeByteArray(field, Arrays.copyOf(bytes, size));
  }

  static long[] ascending(CodedInputStream in) throws IOException {
    long[] numbers = varints(in);
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] += numbers[i - 1];
    }
    return numbers;
  }

  static void numbers(CodedOutputStream out, int field, int[] numbers) throws IOException {
    byte[] bytes = new byte[MOST_VARINT_BYTES * numbers.length];
    int size = 0;
    for (int number : numbers) {
      size = putVarint(bytes, size, CodedOutputStream.encodeZigZag64(number));
    }
    out.writeByteArray(field, Arrays.copyOf(bytes, size));
  }

  static int[] numbers(CodedInputStream in) throws IOException {
    long[] numbers = varints(in);
    int[] result = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      result[i] = (int) numbers[i];
    }
    return result;
  }

  private static int putVarint(byte[] bytes, int at, long number) {
    int next = at;
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }

  private static long[] varints(CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    long[] numbers = new long[16];
    int size = 0;
    while (in.getBytesUntilLimit() > 0) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = in.readSInt64();
    }
    in.popLimit(outer);
    return Arrays.copyOf(numbers, size);
  }
}
