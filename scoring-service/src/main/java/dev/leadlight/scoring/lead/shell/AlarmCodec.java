package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.Alarm;
import dev.leadlight.scoring.lead.DerivedSignal;
import dev.leadlight.scoring.lead.DerivedSignal.Occurrence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@link Alarm} as bytes. Field numbers are never used again for something else. */
final class AlarmCodec {

  private AlarmCodec() {}

  static void write(Alarm alarm, PackedOutput out) {
    if (alarm.dueAt() != Alarm.NEVER) {
      out.writeInt64(1, alarm.dueAt());
    }
    if (alarm.firedAt() != 0) {
      out.writeInt64(2, alarm.firedAt());
    }
    for (Occurrence each : alarm.told()) {
      out.writeNested(
          3,
          inner -> {
            inner.writeString(1, each.signal().name());
            inner.writeInt64(2, each.at());
          });
    }
  }

  static Alarm read(CodedInputStream message) throws IOException {
    long[] times = {Alarm.NEVER, 0};
    List<Occurrence> told = new ArrayList<>();
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> times[field - 1] = in.readInt64();
            case 3 -> told.add(readOccurrence(in));
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Alarm(times[0], times[1], told);
  }

  private static Occurrence readOccurrence(CodedInputStream message) throws IOException {
    DerivedSignal[] signal = {DerivedSignal.SESSION_ENDED};
    long[] at = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> signal[0] = Packed.constant(DerivedSignal.class, in.readString());
            case 2 -> at[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Occurrence(signal[0], at[0]);
  }
}
