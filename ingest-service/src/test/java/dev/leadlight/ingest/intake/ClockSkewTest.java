package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:00.250Z");

  @RepeatedTest(50)
  void aDeedIsAsLongAgoByOurClockAsByTheDevices(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Duration ago = Duration.ofNanos(random.nextLong(10L * 24 * 3600 * 1_000_000_000));
    Instant sentAt =
        Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    Instant timestamp = sentAt.minus(ago);

    assertThat(ClockSkew.corrected(timestamp, sentAt, RECEIVED)).isEqualTo(RECEIVED.minus(ago));
  }

  @Test
  void nothingHappensAfterItWasReceivedOrBefore1970() {
    Instant sentAt = Instant.parse("2026-03-02T09:00:00Z");

    assertThat(ClockSkew.corrected(sentAt.plusSeconds(5), sentAt, RECEIVED)).isEqualTo(RECEIVED);
    assertThat(ClockSkew.corrected(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"), RECEIVED))
        .isEqualTo(Instant.EPOCH);
  }

  @Test
  void withoutTheDevicesClockATimestampIsBelievedAndWithoutBothTheRequest() {
    Instant timestamp = Instant.parse("2026-03-01T10:00:00Z");

    assertThat(ClockSkew.corrected(timestamp, null, RECEIVED)).isEqualTo(timestamp);
    assertThat(ClockSkew.corrected(null, timestamp, RECEIVED)).isEqualTo(RECEIVED);
  }
}
