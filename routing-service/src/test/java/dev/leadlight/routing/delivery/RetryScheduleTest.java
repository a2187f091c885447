package dev.leadlight.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2)), 0.2, HOUR);

  @Test
  void waitsStayWithinAFifthAndGrow() {
    Random chance = new Random(7);
    for (int round = 0; round < 1000; round++) {
      for (int step = 0; step < 3; step++) {
        Duration wait = SCHEDULE.wait(step, null, chance.nextDouble()).orElseThrow();
        Duration planned = SCHEDULE.waits().get(step);
        assertThat(wait)
            .isBetween(
                planned.multipliedBy(8).dividedBy(10), planned.multipliedBy(12).dividedBy(10));
      }
    }
  }

  @Test
  void middleChanceIsTheScheduleItself() {
    assertThat(SCHEDULE.wait(1, null, 0.5)).contains(Duration.ofSeconds(30));
  }

  @Test
  void endsAfterTheLastWait() {
    assertThat(SCHEDULE.wait(3, null, 0.5)).isEmpty();
    assertThat(SCHEDULE.wait(3, Duration.ofSeconds(1), 0.5)).isEmpty();
  }

  @Test
  void wishForAPauseLengthensButNeverShortensAndHasALimit() {
    assertThat(SCHEDULE.wait(0, Duration.ofSeconds(1), 0.5)).contains(Duration.ofSeconds(5));
    assertThat(SCHEDULE.wait(0, Duration.ofSeconds(90), 0.5)).contains(Duration.ofSeconds(90));
    assertThat(SCHEDULE.wait(0, Duration.ofDays(365), 0.5)).contains(HOUR);
  }
}
