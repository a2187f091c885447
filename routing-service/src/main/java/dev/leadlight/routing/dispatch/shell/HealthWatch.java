package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.Health;
import dev.leadlight.routing.destination.shell.HealthStore;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.dispatch.Symptom;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes breakers and keeps pauses by what attempts tell. A round trip only when
 * something changes.
 */
@ApplicationScoped
class HealthWatch {

  private static final Logger LOG = Logger.getLogger(HealthWatch.class);

  private final HealthStore store;
  private final Breaker.Limits limits;
  private final Duration lease;
  private final Duration longestPause;
  private final Clock clock;
  private final OutageLog outage = new OutageLog("health of destinations");

  HealthWatch(HealthStore store, DeliveryConfig config, Clock clock) {
    this.store = store;
    this.limits =
        new Breaker.Limits(
            config.breakerFailures(), config.breakerFirstWait(), config.breakerLongestWait());
    this.lease = config.lease();
    this.longestPause = config.longestRetryAfter();
    this.clock = clock;
  }

  /** Whether it may be called now; half open, only with {@linkplain #probe leave}. */
  Breaker.State state(String destination) {
    Health health = store.of(destination);
    Instant now = now();
    return health.goneAt() != null || health.isPaused(now)
        ? Breaker.State.OPEN
        : health.breaker().state(now);
  }

  /** Asks for leave to make the one call that tells whether it is well again. */
  Uni<Boolean> probe(String destination) {
    Instant now = now();
    Breaker seen = store.of(destination).breaker();
    return seen.probe(now, now.plus(lease))
        .map(probing -> store.change(destination, seen, probing, null))
        .orElse(Uni.createFrom().item(false));
  }

  /** Gives leave back, unless the probe has told something. */
  Uni<Void> probed(String destination) {
    Breaker seen = store.of(destination).breaker();
    return seen.probedUntil() == null
        ? Uni.createFrom().voidItem()
        : outage.watch(store.change(destination, seen, seen.unprobed(), null).replaceWithVoid());
  }

  /** Takes what an attempt has told. */
  Uni<Void> noted(Calls calls, Outcome outcome) {
    String destination = calls.destination();
    SetUp setUp = calls.setUp();
    Symptom symptom = Symptom.of(outcome);
    int failures = calls.lane().note(symptom);
    if (outcome.equals(Outcome.refused(Reason.GONE))
        && setUp.connector().canBeGone(setUp.destination())) {
      return outage.watch(gone(destination));
    }
    Breaker seen = store.of(destination).breaker();
    Breaker next =
        switch (calls.purpose()) {
          case WORK ->
              seen.afterFailures(
                  symptom == Symptom.LOCKED ? limits.failures() : failures, limits, now());
          case PROBE ->
              symptom == Symptom.NONE
                  ? seen
                  : seen.afterProbe(symptom == Symptom.WELL, limits, now());
        };
    Uni<Void> pause = pause(destination, outcome);
    return next.equals(seen)
        ? pause
        : pause.chain(() -> outage.watch(change(destination, seen, next, outcome)));
  }

  private Uni<Void> gone(String destination) {
    if (store.of(destination).goneAt() != null) {
      return Uni.createFrom().voidItem();
    }
    LOG.warnf("destination says that it is gone, and is left alone: destination=%s", destination);
    return store.gone(destination, now());
  }

  private Uni<Void> change(String destination, Breaker seen, Breaker next, Outcome outcome) {
    @Nullable String why = next.openUntil() == null ? null : outcome.code();
    return store
        .change(destination, seen, next, why)
        .invoke(
            changed -> {
              if (changed) {
                say(destination, next, why);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> pause(String destination, Outcome outcome) {
    Optional<Duration> wish =
        outcome.fold(
            accepted -> Optional.empty(),
            failed -> Optional.ofNullable(failed.notBefore()),
            refused -> Optional.empty());
    return wish.map(pause -> pause.compareTo(longestPause) < 0 ? pause : longestPause)
        .map(pause -> outage.watch(store.pause(destination, now().plus(pause))))
        .orElse(Uni.createFrom().voidItem());
  }

  private static void say(String destination, Breaker next, @Nullable String why) {
    if (next.openUntil() != null) {
      LOG.warnf(
          "destination is left alone: destination=%s until=%s reason=%s",
          destination, next.openUntil(), why);
    } else {
      LOG.infof("destination is well again: destination=%s", destination);
    }
  }

  /** PostgreSQL keeps microseconds, and breakers are compared. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
