package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Spans;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * The times of evidence as bytes. One event mostly meets several conditions, and often begins or
 * ends a visit: so each time stands once, and conditions and visits are places in that table.
 */
final class TimesCodec {

  private final long[] table;

  private TimesCodec(long[] table) {
    this.table = table;
  }

  /** The table of all times of some evidence. */
  static TimesCodec of(Evidence evidence) {
    int size = 2 * (evidence.sessions().size() + evidence.activity().size());
    for (Moments moments : evidence.exact().values()) {
      size += moments.size();
    }
    long[] all = new long[size];
    int at = 0;
    for (Moments moments : evidence.exact().values()) {
      System.arraycopy(moments.times(), 0, all, at, moments.size());
      at += moments.size();
    }
    for (Spans spans : new Spans[] {evidence.sessions(), evidence.activity()}) {
      for (int i = 0; i < spans.size(); i++) {
        all[at++] = spans.start(i);
        all[at++] = spans.end(i);
      }
    }
    return new TimesCodec(Arrays.stream(all).sorted().distinct().toArray());
  }

  static TimesCodec read(CodedInputStream in) throws IOException {
    return new TimesCodec(Packed.ascending(in));
  }

  void write(CodedOutputStream out, int field) throws IOException {
    Packed.ascending(out, field, table);
  }

  void writeStream(long key, Moments moments, CodedOutputStream out) throws IOException {
    out.writeSFixed64(1, key);
    Packed.nested(
        out,
        2,
        inner -> {
          int before = 0;
          for (long time : moments.times()) {
            before = writePlace(time, before, inner);
          }
        });
    int[] marks = new int[moments.size()];
    Arrays.setAll(marks, moments::mark);
    if (Arrays.stream(marks).anyMatch(mark -> mark != 0)) {
      Packed.numbers(out, 3, marks);
    }
  }

  void readStream(byte[] bytes, Map<Long, Moments> exact) throws IOException {
    long[] key = {0};
    long[][] times = {{}};
    int[][] marks = {{}};
    Packed.read(
        bytes,
        (field, in) -> {
          switch (field) {
            case 1 -> key[0] = in.readSFixed64();
            case 2 -> times[0] = places(in.readByteArray());
            case 3 -> marks[0] = Packed.numbers(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    exact.put(key[0], Moments.of(times[0], Arrays.copyOf(marks[0], times[0].length)));
  }

  void writeSpans(Spans spans, CodedOutputStream out) throws IOException {
    int before = 0;
    for (int i = 0; i < spans.size(); i++) {
      before = writePlace(spans.start(i), before, out);
      before = writePlace(spans.end(i), before, out);
    }
  }

  Spans readSpans(byte[] bytes, long gap) throws IOException {
    long[] edges = places(bytes);
    long[] starts = new long[edges.length / 2];
    long[] ends = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = edges[2 * i];
      ends[i] = edges[2 * i + 1];
    }
    return Spans.of(gap, starts, ends);
  }

  private int writePlace(long time, int before, CodedOutputStream out) throws IOException {
    int place = Arrays.binarySearch(table, time);
    out.writeUInt32NoTag(place - before);
    return place;
  }

  private long[] places(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long[] times = new long[bytes.length];
    int size = 0;
    int place = 0;
    while (!in.isAtEnd()) {
      place += in.readUInt32();
      if (place < 0 || place >= table.length) {
        throw new IOException("a time that is not in the table");
      }
      times[size++] = table[place];
    }
    return Arrays.copyOf(times, size);
  }
}
