package dev.leadlight.routing.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps us from calling a destination that is down: while it is open nothing is attempted, so no
 * delivery uses up its retries.
 *
 * <pre>
 *            failures in a row                    its time is over
 *  CLOSED ───────────────────────▶ OPEN ──────────────────────────▶ HALF_OPEN
 *    ▲                              ▲        the probe fails,            │
 *    │                              └──────── longer this time ──────────┤
 *    └────────────────────────────── the probe succeeds ─────────────────┘
 * </pre>
 *
 * A value, so that replicas can share it: each counts the failures it sees itself, whichever has
 * enough of them opens the breaker for all, and only one may probe.
 *
 * @param trips how often it has opened since it was closed
 * @param openUntil null while it is closed
 * @param probedUntil until when somebody has leave to probe; null if nobody has
 */
public record Breaker(int trips, @Nullable Instant openUntil, @Nullable Instant probedUntil) {

  /** One that lets everything through. */
  public static final Breaker CLOSED = new Breaker(0, null, null);

  /** Doubling further makes no difference under any sensible limit. */
  private static final int MOST_DOUBLINGS = 20;

  /** What it lets through. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /**
   * When it opens and for how long.
   *
   * @param failures in a row, seen by one replica, that open it
   * @param firstWait how long it stays open at first; doubled each time the probe fails
   * @param longestWait the most that becomes
   */
  public record Limits(int failures, Duration firstWait, Duration longestWait) {}

  public State state(Instant now) {
    if (openUntil == null) {
      return State.CLOSED;
    }
    return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
  }

  /** After so many failures in a row; the same if it isn't closed or they are too few. */
  public Breaker afterFailures(int inARow, Limits limits, Instant now) {
    return openUntil == null && inARow >= limits.failures() ? open(limits, now) : this;
  }

  /** With leave to probe until then; empty if it isn't half open or somebody else has leave. */
  public Optional<Breaker> probe(Instant now, Instant until) {
    boolean taken = probedUntil != null && now.isBefore(probedUntil);
    return state(now) == State.HALF_OPEN && !taken
        ? Optional.of(new Breaker(trips, openUntil, until))
        : Optional.empty();
  }

  /** After the probe. */
  public Breaker afterProbe(boolean well, Limits limits, Instant now) {
    return well ? CLOSED : open(limits, now);
  }

  /** With leave to probe given back: there was nothing to probe with. */
  public Breaker unprobed() {
    return new Breaker(trips, openUntil, null);
  }

  private Breaker open(Limits limits, Instant now) {
    long factor = 1L << Math.min(trips, MOST_DOUBLINGS);
    Duration doubled = limits.firstWait().multipliedBy(factor);
    Duration wait = doubled.compareTo(limits.longestWait()) < 0 ? doubled : limits.longestWait();
    return new Breaker(trips + 1, now.plus(wait), null);
  }
}
