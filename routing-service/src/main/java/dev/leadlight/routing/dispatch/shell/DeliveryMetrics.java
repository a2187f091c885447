package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.QueueDepth;
import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.shell.Destinations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of deliveries from outside. For each destination: attempts = accepted + all other
 * outcomes; deliveries concluded here = delivered + dead + expired.
 */
@ApplicationScoped
public class DeliveryMetrics {

  private static final Duration[] GOALS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofMinutes(1),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final MultiGauge queue;
  private final MultiGauge age;
  private final MultiGauge breakers;
  private final Destinations destinations;
  private final HealthWatch health;
  private final Clock clock;
  private final OutboxStore outbox;
  private final OutageLog outage = new OutageLog("queue depth");

  DeliveryMetrics(
      MeterRegistry registry,
      OutboxStore outbox,
      Destinations destinations,
      HealthWatch health,
      Clock clock) {
    this.registry = registry;
    this.outbox = outbox;
    this.queue =
        MultiGauge.builder("leadlight.routing.queue")
            .description(
                "Deliveries that wait or are dead, by destination and state; 10000 means: or more")
            .register(registry);
    this.age =
        MultiGauge.builder("leadlight.routing.queue.age")
            .description("How long the delivery that is due first has been due, by destination")
            .baseUnit("seconds")
            .register(registry);
    this.breakers =
        MultiGauge.builder("leadlight.routing.breaker")
            .description("By destination: 0 called, 0.5 being tried again, 1 left alone")
            .register(registry);
    this.destinations = destinations;
    this.health = health;
    this.clock = clock;
  }

  /** An attempt has ended at a delivery that goes as soon as it can. */
  void attempted(String destination, Attempt attempt, TierChange change) {
    attempted(destination, attempt);
    if (attempt.answer().outcome() instanceof Outcome.Accepted) {
      sent(destination, change.decidedAt(), attempt.startedAt());
    }
  }

  /** An attempt has ended; of one that waited on purpose nobody wants to know how long. */
  public void attempted(String destination, Attempt attempt) {
    Timer.builder("leadlight.routing.attempt")
        .description("Attempts, by destination and outcome, with their duration")
        .tag("destination", destination)
        .tag("outcome", attempt.answer().outcome().code())
        .register(registry)
        .record(attempt.took());
  }

  /** A delivery that was claimed has come to an end. */
  public void concluded(String destination, Verdict verdict) {
    Counter.builder("leadlight.routing.deliveries")
        .description("Deliveries concluded after being claimed, by destination and state")
        .tag("destination", destination)
        .tag("state", verdict.state().label())
        .register(registry)
        .increment();
  }

  /** Ten seconds are fresh enough for a gauge, and the query reads little of two indexes. */
  @Scheduled(every = "10s", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> measure() {
    return outage.watch(outbox.depths().invoke(this::show).replaceWithVoid());
  }

  private void sent(String destination, Instant decidedAt, Instant sentAt) {
    Timer.builder("leadlight.routing.latency")
        .description("From the decision on the tier change to the call that was accepted leaving")
        .tag("destination", destination)
        .serviceLevelObjectives(GOALS)
        .register(registry)
        .record(Duration.between(decidedAt, sentAt));
  }

  private void show(List<QueueDepth> depths) {
    Instant now = clock.instant();
    queue.register(
        rows(
            depths.stream(),
            depth -> Tags.of("destination", depth.destination(), "state", depth.state()),
            QueueDepth::deliveries),
        true);
    age.register(
        rows(
            depths.stream().filter(depth -> depth.oldestDueAt() != null),
            depth -> Tags.of("destination", depth.destination()),
            depth -> secondsSince(depth.oldestDueAt(), now)),
        true);
    breakers.register(
        rows(
            destinations.names().stream(),
            destination -> Tags.of("destination", destination),
            destination -> openness(health.state(destination))),
        true);
  }

  private static double secondsSince(@Nullable Instant due, Instant now) {
    return due == null ? 0 : Math.max(0, Duration.between(due, now).toMillis() / 1000.0);
  }

  private static double openness(Breaker.State state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 0.5;
      case OPEN -> 1;
    };
  }

  private static <T> List<MultiGauge.Row<?>> rows(
      Stream<T> things, Function<T, Tags> tags, Function<T, ? extends Number> value) {
    return things
        .<MultiGauge.Row<?>>map(thing -> MultiGauge.Row.of(tags.apply(thing), value.apply(thing)))
        .toList();
  }
}
