package dev.leadlight.routing.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a destination answered.
 *
 * @param status HTTP status or SMTP reply code, if it came to that
 * @param excerpt beginning of what it said, {@linkplain Excerpt redacted}
 */
public record Answer(Outcome outcome, @Nullable Integer status, @Nullable String excerpt) {

  /** An outcome without any words of the destination's. */
  public static Answer of(Outcome outcome) {
    return new Answer(outcome, null, null);
  }
}
