package dev.leadlight.ingest.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events a source may send, as a bucket that fills with tokens at a steady rate.
 *
 * <p>A request takes a token for each of its events. It enters as a whole while there is at least
 * one token; what it lacks is borrowed, and the bucket has to fill up again before the next one
 * enters. So a batch larger than the burst enters too, and the rate holds in the long run. It also
 * spares the work of reading a batch only to find that it is too large for what is left.
 *
 * <p>Written as the generic cell rate algorithm (ITU-T I.371, virtual scheduling): instead of
 * tokens it keeps the moment at which the bucket will be full again, so one number is all its
 * state. Safe for many threads.
 */
public final class TokenBucket {

  /** Of a filling time; so sums of two stay far from overflow. */
  private static final double LONGEST_NANOS = 1e18;

  private final double nanosPerToken;
  private final long mostMissing;
  private final AtomicLong fullAt;

  /**
   * A full one.
   *
   * @param now of the clock that all calls are told, in nanoseconds, from any origin
   */
  public TokenBucket(double tokensPerSecond, long size, long now) {
    this.nanosPerToken = Math.min(1e9 / tokensPerSecond, LONGEST_NANOS);
    this.mostMissing = (long) Math.min((size - 1) * nanosPerToken, LONGEST_NANOS);
    this.fullAt = new AtomicLong(now);
  }

  /** How long until there is a token; zero if there is one now. */
  public Duration waitAt(long now) {
    return Duration.ofNanos(Math.max(0, missing(fullAt.get(), now) - mostMissing));
  }

  /** Takes so many tokens if there is at least one, else none. How long until there is one. */
  public Duration take(long tokens, long now) {
    long added = (long) Math.min(tokens * nanosPerToken, LONGEST_NANOS);
    while (true) {
      long before = fullAt.get();
      long missing = missing(before, now);
      if (missing > mostMissing) {
        return Duration.ofNanos(missing - mostMissing);
      }
      if (fullAt.compareAndSet(before, now + missing + added)) {
        return Duration.ZERO;
      }
    }
  }

  /** As filling time. */
  private static long missing(long fullAt, long now) {
    return Math.max(0, fullAt - now);
  }
}
