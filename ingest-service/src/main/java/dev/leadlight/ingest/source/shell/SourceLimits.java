package dev.leadlight.ingest.source.shell;

import dev.leadlight.ingest.source.Limits;
import dev.leadlight.ingest.source.Source;
import dev.leadlight.ingest.source.TokenBucket;
import dev.leadlight.platform.problem.ProblemException;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps each source within its limits: its own, or the default ones, lest one that nobody has
 * thought of takes the machine from all others. A refusal is answered with a delay: a sender that
 * repeats at once, on however many connections, would otherwise take the processor from all others
 * by being refused. The delays differ, lest those who wait come back together and empty in one
 * burst what has gathered meanwhile.
 */
@Startup
@Singleton
public class SourceLimits {

  private static final int SHORTEST_DELAY_MILLIS = 250;
  private static final int LONGEST_DELAY_MILLIS = 750;

  /** Beyond it, answers come at once: waiting costs memory. */
  private static final int MOST_WAITING = 1_000;

  private final Vertx vertx;
  private final SourceMetrics metrics;
  private final Limits usual;
  private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  SourceLimits(Vertx vertx, SourceMetrics metrics, DefaultLimitConfig defaults) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.usual = Limits.parse(defaults.eventsPerSecond(), defaults.burst());
  }

  /** Before anything of a request is read. Fails with a 429 problem if nothing more may enter. */
  public Uni<Void> admit(Source source) {
    Limits limits = source.limits().orElse(usual);
    if (limits.eventsPerSecond().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Duration wait = bucket(source, limits).waitAt(System.nanoTime());
    return wait.isZero() ? Uni.createFrom().voidItem() : refused(refusal(source, wait));
  }

  /**
   * Counts what a request holds: all of it enters, or nothing. Then the answer is the 429 problem,
   * to be given by {@link #refused}.
   */
  public Optional<ProblemException> take(Source source, int events) {
    return take(source, source.limits().orElse(usual), events);
  }

  /**
   * The same of who waits for each of its requests to be stored before it makes the next, as
   * imports do: such a one floods nobody, so that only limits of the source's own hold.
   */
  public Optional<ProblemException> takeOneByOne(Source source, int events) {
    return take(source, source.limits().orElse(Limits.NONE), events);
  }

  private Optional<ProblemException> take(Source source, Limits limits, int events) {
    if (limits.eventsPerSecond().isEmpty()) {
      return Optional.empty();
    }
    Duration wait = bucket(source, limits).take(events, System.nanoTime());
    return wait.isZero() ? Optional.empty() : Optional.of(refusal(source, wait));
  }

  /** Fails with a refusal, after a while. */
  public <T> Uni<T> refused(ProblemException refusal) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Uni.createFrom().failure(refusal);
    }
    int delay =
        ThreadLocalRandom.current().nextInt(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS + 1);
    return Uni.createFrom()
        .emitter(
            emitter ->
                vertx.setTimer(
                    delay,
                    id -> {
                      waiting.decrementAndGet();
                      emitter.fail(refusal);
                    }));
  }

  private ProblemException refusal(Source source, Duration wait) {
    metrics.refused(source.name(), "rate");
    return ProblemException.tooMany("This source sends more events than it may.", wait);
  }

  /** Changed limits begin with a full bucket. */
  private TokenBucket bucket(Source source, Limits limits) {
    Bucket known = buckets.get(source.name());
    if (known == null || !known.limits().equals(limits)) {
      known =
          buckets.compute(
              source.name(),
              (name, other) ->
                  other != null && other.limits().equals(limits) ? other : Bucket.full(limits));
    }
    return known.tokens();
  }

  private record Bucket(Limits limits, TokenBucket tokens) {
    static Bucket full(Limits limits) {
      double rate = limits.eventsPerSecond().orElseThrow();
      return new Bucket(limits, new TokenBucket(rate, limits.size(), System.nanoTime()));
    }
  }
}
