package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LongMap;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Spans;
import java.io.IOException;
import java.util.Arrays;

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
    LongMap<Moments> exact = evidence.exact();
    for (int i = 0; i < exact.size(); i++) {
      size += exact.value(i).size();
    }
    long[] all = new long[size];
    int at = 0;
    for (int i = 0; i < exact.size(); i++) {
      Moments moments = exact.value(i);
      System.arraycopy(moments.times(), 0, all, at, moments.size());
      at += moments.size();
    }
    for (Spans spans : new Spans[] {evidence.sessions(), evidence.activity()}) {
      for (int i = 0; i < spans.size(); i++) {
        all[at++] = spans.start(i);
        all[at++] = spans.end(i);
      }
    }
    Arrays.sort(all);
    int distinct = 0;
    for (long time : all) {
      if (distinct == 0 || all[distinct - 1] != time) {
        all[distinct++] = time;
      }
    }
    return new TimesCodec(Arrays.copyOf(all, distinct));
  }

  static TimesCodec read(CodedInputStream in) throws IOException {
    return new TimesCodec(Packed.ascending(in));
  }

  void write(PackedOutput out, int field) {
    out.writeAscending(field, table);
  }

  void writeStream(long key, Moments moments, PackedOutput out) {
    out.writeSFixed64(1, key);
    out.writeNested(
        2,
        inner -> {
          int before = 0;
          for (long time : moments.times()) {
            before = writePlace(time, before, inner);
          }
        });
    if (moments.isMarked()) {
      int[] marks = new int[moments.size()];
      Arrays.setAll(marks, moments::mark);
      out.writeNumbers(3, marks);
    }
  }

  void readStream(CodedInputStream message, LongMap.Builder<Moments> exact) throws IOException {
    long[] key = {0};
    long[][] times = {{}};
    int[][] marks = {{}};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> key[0] = in.readSFixed64();
            case 2 -> times[0] = places(in);
            case 3 -> marks[0] = Packed.numbers(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    int count = times[0].length;
    exact.put(
        key[0],
        Moments.of(times[0], marks[0].length == count ? marks[0] : Arrays.copyOf(marks[0], count)));
  }

  void writeSpans(Spans spans, PackedOutput out) {
    int before = 0;
    for (int i = 0; i < spans.size(); i++) {
      before = writePlace(spans.start(i), before, out);
      before = writePlace(spans.end(i), before, out);
    }
  }

  Spans readSpans(CodedInputStream message, long gap) throws IOException {
    long[] edges = places(message);
    long[] starts = new long[edges.length / 2];
    long[] ends = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = edges[2 * i];
      ends[i] = edges[2 * i + 1];
    }
    return Spans.of(gap, starts, ends);
  }

  private int writePlace(long time, int before, PackedOutput out) {
    int place = Arrays.binarySearch(table, before, table.length, time);
    out.writeUInt64NoTag(place - before);
    return place;
  }

  private long[] places(CodedInputStream in) throws IOException {
    int outer = Packed.enter(in);
    long[] times = new long[in.getBytesUntilLimit()];
    int size = 0;
    int place = 0;
    while (!in.isAtEnd()) {
      place += in.readUInt32();
      if (place < 0 || place >= table.length) {
        throw new IOException("a time that is not in the table");
      }
      times[size++] = table[place];
    }
    Packed.leave(in, outer);
    return size == times.length ? times : Arrays.copyOf(times, size); // a byte for most
  }
}
