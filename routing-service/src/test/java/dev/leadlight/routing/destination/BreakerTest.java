package dev.leadlight.routing.destination;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.destination.Breaker.Limits;
import dev.leadlight.routing.destination.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {

  private static final Limits LIMITS = new Limits(5, Duration.ofSeconds(10), Duration.ofMinutes(5));
  private static final Duration LEASE = Duration.ofSeconds(60);

  @Test
  void fewFailuresDoNotOpenIt() {
    assertThat(Breaker.CLOSED.afterFailures(4, LIMITS, T0)).isSameAs(Breaker.CLOSED);
  }

  @Test
  void opensHalfOpensAndCloses() {
    Breaker open = Breaker.CLOSED.afterFailures(5, LIMITS, T0);

    assertThat(open.state(T0.plusSeconds(9))).isEqualTo(State.OPEN);
    assertThat(open.state(T0.plusSeconds(10))).isEqualTo(State.HALF_OPEN);
    assertThat(open.afterProbe(true, LIMITS, T0.plusSeconds(11))).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void onlyOneMayProbeUntilItIsThoughtDead() {
    Breaker open = Breaker.CLOSED.afterFailures(5, LIMITS, T0);
    Instant later = T0.plusSeconds(10);

    Breaker probed = open.probe(later, later.plus(LEASE)).orElseThrow();

    assertThat(open.probe(T0.plusSeconds(9), T0)).isEmpty();
    assertThat(probed.probe(later.plusSeconds(59), later)).isEmpty();
    assertThat(probed.probe(later.plus(LEASE), later.plus(LEASE))).isPresent();
    assertThat(probed.unprobed()).isEqualTo(open);
  }

  @Test
  void staysOpenLongerEachTimeUpToTheLimit() {
    Breaker breaker = Breaker.CLOSED.afterFailures(5, LIMITS, T0);
    Duration last = Duration.ZERO;
    for (int trip = 0; trip < 100; trip++) {
      breaker = breaker.afterProbe(false, LIMITS, T0);
      Duration wait = Duration.between(T0, breaker.openUntil());
      assertThat(wait).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(LIMITS.longestWait());
      last = wait;
    }
    assertThat(last).isEqualTo(LIMITS.longestWait());
  }

  /** Two replicas that share it, and a destination that comes and goes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nobodyCallsWhileItIsOpenAndItRecovers(long seed) {
    Random random = new Random(seed);
    Breaker shared = Breaker.CLOSED;
    int[] failures = new int[2];
    int probing = 0;
    for (int second = 0; second < 5000; second++) {
      Instant now = T0.plusSeconds(second);
      boolean well = second >= 4000 || second / 200 % 2 == 0;
      int replica = random.nextInt(2);
      switch (shared.state(now)) {
        case OPEN -> assertThat(shared.probe(now, now.plus(LEASE))).isEmpty();
        case HALF_OPEN -> {
          Optional<Breaker> leave = shared.probe(now, now.plus(LEASE));
          if (leave.isPresent()) {
            probing++;
            boolean died = random.nextInt(10) == 0;
            shared = died ? leave.get() : leave.get().afterProbe(well, LIMITS, now);
          }
        }
        case CLOSED -> {
          failures[replica] = well ? 0 : failures[replica] + 1;
          shared = shared.afterFailures(failures[replica], LIMITS, now);
        }
      }
      if (shared.openUntil() != null) {
        failures[0] = 0;
        failures[1] = 0;
        assertThat(shared.openUntil()).isBeforeOrEqualTo(now.plus(LIMITS.longestWait()));
      }
    }
    assertThat(probing).isPositive();
    assertThat(shared).isEqualTo(Breaker.CLOSED);
  }
}
