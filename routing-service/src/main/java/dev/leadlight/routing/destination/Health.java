package dev.leadlight.routing.destination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a destination is doing.
 *
 * @param pausedUntil it has asked us to be quiet until then; null if it hasn't
 * @param goneAt when it said that it is gone for good; it is left alone until people say otherwise
 * @param reason code of the failure that opened the breaker last; null if it never was open
 */
public record Health(
    Breaker breaker,
    @Nullable Instant pausedUntil,
    @Nullable Instant goneAt,
    @Nullable String reason) {

  /** Of one that nothing bad is known of. */
  public static final Health FINE = new Health(Breaker.CLOSED, null, null, null);

  /** Whether it asked us to be quiet for longer than that. */
  public boolean isPaused(Instant now) {
    return pausedUntil != null && now.isBefore(pausedUntil);
  }

  public Health with(Breaker other, @Nullable String why) {
    return new Health(other, pausedUntil, goneAt, why);
  }

  /** Quiet at least until then. */
  public Health quietUntil(Instant then) {
    return isPaused(then) ? this : new Health(breaker, then, goneAt, reason);
  }

  /** Gone since then; null if it isn't any more. */
  public Health gone(@Nullable Instant since) {
    return new Health(breaker, pausedUntil, since, reason);
  }
}
