package dev.leadlight.routing.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a destination answered.
 *
 * @param status HTTP status or SMTP reply code, if it came to that
 * @param excerpt beginning of what it said, {@linkplain Excerpt redacted}
 * @param request beginning of what was sent, redacted in the same way
 */
public record Answer(
    Outcome outcome, @Nullable Integer status, @Nullable String excerpt, @Nullable String request) {

  public Answer(Outcome outcome, @Nullable Integer status, @Nullable String excerpt) {
    this(outcome, status, excerpt, null);
  }

  /** An outcome without any words of the destination's. */
  public static Answer of(Outcome outcome) {
    return new Answer(outcome, null, null);
  }

  /** The same answer, understood in another way. */
  public Answer as(Outcome better) {
    return new Answer(better, status, excerpt, request);
  }
}
