package dev.leadlight.scoring.lead.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf wire format in one growing array. Protobuf's own writer has to know how long a nested
 * message is before it writes it, which costs a buffer and a copy a level; here the length is put
 * in front when the message is there. {@link Packed} reads it.
 */
final class PackedOutput {

  private static final int FIRST_BYTES = 1024;
  private static final int MOST_VARINT_BYTES = 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /** Writes the fields of one message. */
  interface Writer {
    void writeTo(PackedOutput out);
  }

  /** All that was written. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void writeInt64(int field, long number) {
    tag(field, WireFormat.WIRETYPE_VARINT);
    writeUInt64NoTag(number);
  }

  void writeSInt64(int field, long number) {
    tag(field, WireFormat.WIRETYPE_VARINT);
    writeSInt64NoTag(number);
  }

  void writeInt32(int field, int number) {
    writeInt64(field, number);
  }

  void writeBool(int field, boolean truth) {
    writeInt64(field, truth ? 1 : 0);
  }

  void writeSFixed64(int field, long number) {
    tag(field, WireFormat.WIRETYPE_FIXED64);
    writeSFixed64NoTag(number);
  }

  void writeString(int field, String text) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    writeStringNoTag(text);
  }

  /** Nothing for null. */
  void writeText(int field, @Nullable String text) {
    if (text != null) {
      writeString(field, text);
    }
  }

  void writeByteArray(int field, byte[] content) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    writeUInt64NoTag(content.length);
    writeRawBytes(content);
  }

  void writeNested(int field, Writer message) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    room(1);
    int begin = ++size; // most messages are so small that their length takes one byte
    message.writeTo(this);
    int length = size - begin;
    int more = CodedOutputStream.computeUInt32SizeNoTag(length) - 1;
    if (more > 0) {
      room(more);
      System.arraycopy(bytes, begin, bytes, begin + more, length);
    }
    size = begin - 1;
    writeUInt64NoTag(length);
    size += length;
  }

  /** Ascending numbers as differences: a few bytes each. */
  void writeAscending(int field, long[] numbers) {
    writeNested(
        field,
        out -> {
          long before = 0;
          for (long number : numbers) {
            writeSInt64NoTag(number - before);
            before = number;
          }
        });
  }

  void writeNumbers(int field, int[] numbers) {
    writeNested(
        field,
        out -> {
          for (int number : numbers) {
            writeSInt64NoTag(number);
          }
        });
  }

  void writeSInt64NoTag(long number) {
    writeUInt64NoTag(CodedOutputStream.encodeZigZag64(number));
  }

  void writeUInt64NoTag(long number) {
    room(MOST_VARINT_BYTES);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void writeSFixed64NoTag(long number) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (number >>> shift);
    }
  }

  void writeStringNoTag(String text) {
    byte[] content = text.getBytes(UTF_8);
    writeUInt64NoTag(content.length);
    writeRawBytes(content);
  }

  void writeRawBytes(byte[] content) {
    room(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
  }

  private void tag(int field, int type) {
    writeUInt64NoTag(((long) field << 3) | type);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
