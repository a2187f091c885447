package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private final SetClock clock = new SetClock();
  private final Backlog backlog = new Backlog(clock);

  private static final class SetClock extends Clock {
    Instant now = Instant.parse("2026-03-02T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void after(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void aReplicaThatStartsIsBehindForAWhile() {
    assertThat(backlog.isThere()).isTrue();
    after(Duration.ofSeconds(10));
    assertThat(backlog.isThere()).isFalse();
  }

  @Test
  void oldRecordsMeanThatMoreOfThemMayLieUnread() {
    after(Duration.ofMinutes(5));
    backlog.reading(clock.now.minusSeconds(2));
    assertThat(backlog.isThere()).isFalse();
    backlog.reading(clock.now.minusSeconds(31));
    assertThat(backlog.isThere()).isTrue();
    after(Duration.ofSeconds(5));
    assertThat(backlog.isThere()).isFalse();
  }

  @Test
  void aClockThatWasWrongDoesNotHoldThingsUpOnceItIsSetBack() {
    after(Duration.ofDays(60));
    backlog.reading(clock.now.minus(Duration.ofDays(60)));
    assertThat(backlog.isThere()).isTrue();
    after(Duration.ofDays(-60));
    assertThat(backlog.isThere()).isFalse();
  }
}
