package dev.leadlight.ingest.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a deed happened by our clock, told by a device whose clock may be wrong. */
final class ClockSkew {

  /**
   * {@code receivedAt − (sentAt − timestamp)}: both moments come from the device's clock, so its
   * error cancels out. Without a readable {@code sentAt} the timestamp is believed, without a
   * readable timestamp the deed is as young as the request. Never after {@code receivedAt}, never
   * before 1970.
   */
  static Instant corrected(
      @Nullable Instant timestamp, @Nullable Instant sentAt, Instant receivedAt) {
    if (timestamp == null) {
      return receivedAt;
    }
    Instant occurred = sentAt == null ? timestamp : shifted(timestamp, sentAt, receivedAt);
    if (occurred.isAfter(receivedAt)) {
      return receivedAt;
    }
    return occurred.isBefore(Instant.EPOCH) ? Instant.EPOCH : occurred;
  }

  /** Without the durations between: it is worked out for each message. */
  private static Instant shifted(Instant timestamp, Instant sentAt, Instant receivedAt) {
    return Instant.ofEpochSecond(
        receivedAt.getEpochSecond() - sentAt.getEpochSecond() + timestamp.getEpochSecond(),
        receivedAt.getNano() - sentAt.getNano() + timestamp.getNano());
  }

  private ClockSkew() {}
}
