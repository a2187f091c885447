package dev.leadlight.routing.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a delivery may still go when its turn comes; much may have happened since planning. */
public final class Clearance {

  /**
   * What to do instead of sending; empty if it may go.
   *
   * @param consent the latest that is known of the lead, by purpose
   * @param quiet null if it may go at any hour
   */
  public static Optional<Verdict> objection(
      Delivery delivery, Map<String, Boolean> consent, @Nullable QuietHours quiet, Instant now) {
    if (delivery.isStale(now)) {
      return Optional.of(Verdict.stale(delivery, now));
    }
    if (Consent.forbids(delivery.verb(), consent)) {
      return Optional.of(suppressed(delivery, Reason.NO_CONSENT, now));
    }
    return quiet != null && quiet.contains(now)
        ? Optional.of(inQuietHours(delivery, quiet, now))
        : Optional.empty();
  }

  private static Verdict inQuietHours(Delivery delivery, QuietHours quiet, Instant now) {
    Instant end = quiet.endAfter(now);
    return switch (quiet.otherwise()) {
      case DROP -> suppressed(delivery, Reason.QUIET_HOURS, now);
      case DEFER ->
          delivery.isStale(end)
              ? Verdict.stale(delivery, now)
              : new Verdict(DeliveryState.PENDING, delivery.step(), end, Reason.QUIET_HOURS);
    };
  }

  private static Verdict suppressed(Delivery delivery, Reason reason, Instant now) {
    return new Verdict(DeliveryState.SUPPRESSED, delivery.step(), now, reason);
  }

  private Clearance() {}
}
