package dev.leadlight.routing.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after an attempt.
 *
 * @param state PENDING when it will be tried again
 * @param step how many waits of the schedule are used up from now on
 * @param dueAt of the next attempt, or now when there is none
 * @param reason null when it was delivered or given back
 */
public record Verdict(DeliveryState state, int step, Instant dueAt, @Nullable Reason reason) {

  /** Whether nothing more will happen by itself. */
  public boolean isConcluded() {
    return state != DeliveryState.PENDING;
  }

  /** Whether it waits for a better hour, so that what comes behind it need not. */
  public boolean isPutOff() {
    return state == DeliveryState.PENDING && reason == Reason.QUIET_HOURS;
  }

  /**
   * Decides after an attempt. A next attempt that would come after the staleness deadline is not
   * waited for.
   *
   * @param chance in [0, 1), for the jitter
   */
  public static Verdict of(
      Delivery delivery, Outcome outcome, RetrySchedule schedule, Instant now, double chance) {
    return outcome.fold(
        accepted -> new Verdict(DeliveryState.DELIVERED, delivery.step(), now, null),
        failed -> afterFailure(delivery, failed, schedule, now, chance),
        refused ->
            refused.reason() == Reason.UNAUTHORIZED
                ? afterFailure(delivery, locked(), schedule, now, chance)
                : new Verdict(DeliveryState.DEAD, delivery.step(), now, refused.reason()));
  }

  /** Credentials are the destination's matter: once people have seen to them, it may well go. */
  private static Outcome.Failed locked() {
    return new Outcome.Failed(Reason.UNAUTHORIZED, null);
  }

  /** Nothing was tried, for its deadline has passed. */
  public static Verdict stale(Delivery delivery, Instant now) {
    return new Verdict(DeliveryState.EXPIRED, delivery.step(), now, Reason.STALE);
  }

  /** Nothing was tried, and it may go as soon as anybody can send it. */
  public static Verdict givenBack(int step, Instant now) {
    return new Verdict(DeliveryState.PENDING, step, now, null);
  }

  private static Verdict afterFailure(
      Delivery delivery,
      Outcome.Failed failed,
      RetrySchedule schedule,
      Instant now,
      double chance) {
    Optional<Duration> wait = schedule.wait(delivery.step(), failed.notBefore(), chance);
    if (wait.isEmpty()) {
      return new Verdict(DeliveryState.DEAD, delivery.step(), now, failed.reason());
    }
    Instant dueAt = now.plus(wait.get());
    return delivery.isStale(dueAt)
        ? stale(delivery, now)
        : new Verdict(DeliveryState.PENDING, delivery.step() + 1, dueAt, failed.reason());
  }
}
