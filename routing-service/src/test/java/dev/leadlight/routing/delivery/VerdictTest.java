package dev.leadlight.routing.delivery;

import static dev.leadlight.routing.TierChanges.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery after an attempt. */
class VerdictTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), 0, Duration.ofHours(1));
  private static final Outcome TROUBLE = new Outcome.Failed(Reason.DESTINATION_TROUBLE, null);

  @Test
  void eachFailureUsesUpAWaitUntilNoneIsLeft() {
    assertThat(after(TROUBLE, 0, null)).isEqualTo(waiting(1, 5, Reason.DESTINATION_TROUBLE));
    assertThat(after(TROUBLE, 1, null)).isEqualTo(waiting(2, 30, Reason.DESTINATION_TROUBLE));
    assertThat(after(TROUBLE, 2, null))
        .isEqualTo(new Verdict(DeliveryState.DEAD, 2, T0, Reason.DESTINATION_TROUBLE));
  }

  @Test
  void whatIsRefusedIsDeadAtOnceUnlessItWasForOurCredentials() {
    assertThat(after(new Outcome.Refused(Reason.REJECTED), 1, null))
        .isEqualTo(new Verdict(DeliveryState.DEAD, 1, T0, Reason.REJECTED));
    assertThat(after(new Outcome.Refused(Reason.UNAUTHORIZED), 1, null))
        .isEqualTo(waiting(2, 30, Reason.UNAUTHORIZED));
  }

  @Test
  void nothingWaitsForAnAttemptThatWouldComeTooLate() {
    assertThat(after(TROUBLE, 1, T0.plusSeconds(31)))
        .isEqualTo(waiting(2, 30, Reason.DESTINATION_TROUBLE));
    assertThat(after(TROUBLE, 1, T0.plusSeconds(30)))
        .isEqualTo(new Verdict(DeliveryState.EXPIRED, 1, T0, Reason.STALE));
  }

  private static Verdict waiting(int step, int seconds, Reason reason) {
    return new Verdict(DeliveryState.PENDING, step, T0.plusSeconds(seconds), reason);
  }

  private static Verdict after(Outcome outcome, int step, @Nullable Instant expiresAt) {
    Delivery delivery = Deliveries.of(Deliveries.annIsSalesReady().change(), step, expiresAt);
    return Verdict.of(delivery, outcome, SCHEDULE, T0, 0.5);
  }
}
