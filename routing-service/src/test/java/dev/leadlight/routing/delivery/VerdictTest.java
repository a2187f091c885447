package dev.leadlight.routing.delivery;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(Duration.ofSeconds(5), Duration.ofHours(2)), 0.2, Duration.ofHours(1));
  private static final Instant NOW = T0.plusSeconds(1);

  @Test
  void acceptedIsDelivered() {
    assertThat(verdict(Deliveries.after(0), Outcome.accepted()))
        .isEqualTo(new Verdict(DeliveryState.DELIVERED, 0, NOW, null));
  }

  @Test
  void refusedIsDeadAtOnce() {
    assertThat(verdict(Deliveries.after(0), Outcome.refused(Reason.GONE)))
        .isEqualTo(new Verdict(DeliveryState.DEAD, 0, NOW, Reason.GONE));
  }

  @Test
  void credentialsThatAreRefusedAreNoFaultOfTheDelivery() {
    assertThat(verdict(Deliveries.after(0), Outcome.refused(Reason.UNAUTHORIZED)))
        .isEqualTo(new Verdict(DeliveryState.PENDING, 1, NOW.plusSeconds(5), Reason.UNAUTHORIZED));
  }

  @Test
  void failedWaitsForTheNextStep() {
    assertThat(verdict(Deliveries.after(0), Outcome.failed(Reason.TIMEOUT)))
        .isEqualTo(new Verdict(DeliveryState.PENDING, 1, NOW.plusSeconds(5), Reason.TIMEOUT));
  }

  @Test
  void failedAfterTheLastStepIsDeadWithItsReason() {
    assertThat(verdict(Deliveries.after(2), Outcome.failed(Reason.UNREACHABLE)))
        .isEqualTo(new Verdict(DeliveryState.DEAD, 2, NOW, Reason.UNREACHABLE));
  }

  @Test
  void retryBeyondTheDeadlineIsNotWaitedFor() {
    Delivery soonStale =
        Deliveries.of(Deliveries.after(1).change(), 1, NOW.plus(Duration.ofHours(1)));

    assertThat(verdict(soonStale, Outcome.failed(Reason.TIMEOUT)))
        .isEqualTo(new Verdict(DeliveryState.EXPIRED, 1, NOW, Reason.STALE));
  }

  @Test
  void staleFromTheDeadlineOn() {
    Delivery delivery = Deliveries.of(Deliveries.after(0).change(), 0, NOW);

    assertThat(delivery.isStale(NOW.minusMillis(1))).isFalse();
    assertThat(delivery.isStale(NOW)).isTrue();
    assertThat(Deliveries.after(0).isStale(Instant.MAX)).isFalse();
  }

  private static Verdict verdict(Delivery delivery, Outcome outcome) {
    return Verdict.of(delivery, outcome, SCHEDULE, NOW, 0.5);
  }
}
