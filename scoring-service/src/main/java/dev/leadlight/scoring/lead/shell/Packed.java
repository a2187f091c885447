package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reading protobuf wire format by hand: fields by number, varints, nested messages where they
 * stand. {@link PackedOutput} writes it. Fields unknown to a reader are skipped, so newer writers
 * do not break older readers.
 */
final class Packed {

  /** Reads one field; false if its number is unknown. */
  interface FieldReader {
    boolean read(int field, CodedInputStream in) throws IOException;
  }

  private Packed() {}

  /** Reads a message within another one. */
  static void readNested(CodedInputStream in, FieldReader reader) throws IOException {
    int outer = enter(in);
    read(in, reader);
    leave(in, outer);
  }

  /** Goes into a field of many bytes; {@code in} ends where it does. */
  static int enter(CodedInputStream in) throws IOException {
    return in.pushLimit(in.readRawVarint32());
  }

  /**
   * Goes out again.
   *
   * @param outer what {@link #enter} has answered
   */
  static void leave(CodedInputStream in, int outer) throws IOException {
    if (in.getBytesUntilLimit() > 0) {
      throw new IOException("a field that is cut off");
    }
    in.popLimit(outer);
  }

  static void read(CodedInputStream in, FieldReader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }

  /** The constant of that name; what a newer version may have written is no reason to guess. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("unknown " + type.getSimpleName() + ": " + name, e);
    }
  }

  /** What {@link PackedOutput#writeAscending} wrote. */
  static long[] ascending(CodedInputStream in) throws IOException {
    long[] numbers = varints(in);
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] += numbers[i - 1];
    }
    return numbers;
  }

  /** What {@link PackedOutput#writeNumbers} wrote. */
  static int[] numbers(CodedInputStream in) throws IOException {
    long[] numbers = varints(in);
    int[] result = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      result[i] = (int) numbers[i];
    }
    return result;
  }

  private static long[] varints(CodedInputStream in) throws IOException {
    int outer = enter(in);
    long[] numbers = new long[16];
    int size = 0;
    while (!in.isAtEnd()) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = in.readSInt64();
    }
    leave(in, outer);
    return Arrays.copyOf(numbers, size);
  }
}
