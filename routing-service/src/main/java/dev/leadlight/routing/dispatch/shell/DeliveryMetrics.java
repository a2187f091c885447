package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.QueueDepth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is seen of deliveries from outside. For each destination: attempts = accepted + all other
 * outcomes; deliveries concluded here = delivered + dead + expired.
 */
@ApplicationScoped
class DeliveryMetrics {

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
  private final OutboxStore outbox;
  private final OutageLog outage = new OutageLog("queue depth");

  DeliveryMetrics(MeterRegistry registry, OutboxStore outbox) {
    this.registry = registry;
    this.outbox = outbox;
    this.queue =
        MultiGauge.builder("leadlight.routing.queue")
            .description("Deliveries that wait or are dead, by destination and state")
            .register(registry);
  }

  void attempted(String destination, Attempt attempt, TierChange change) {
    Timer.builder("leadlight.routing.attempt")
        .description("Attempts, by destination and outcome, with their duration")
        .tag("destination", destination)
        .tag("outcome", attempt.answer().outcome().code())
        .register(registry)
        .record(attempt.took());
    if (attempt.answer().outcome() instanceof Outcome.Accepted) {
      sent(destination, change.decidedAt(), attempt.startedAt());
    }
  }

  void concluded(String destination, Verdict verdict) {
    Counter.builder("leadlight.routing.deliveries")
        .description("Deliveries concluded after being claimed, by destination and state")
        .tag("destination", destination)
        .tag("state", verdict.state().label())
        .register(registry)
        .increment();
  }

  /** Ten seconds are fresh enough for a gauge, and the query reads a small index only. */
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
    queue.register(
        depths.stream()
            .<MultiGauge.Row<?>>map(
                depth ->
                    MultiGauge.Row.of(
                        Tags.of("destination", depth.destination(), "state", depth.state()),
                        depth.deliveries()))
            .toList(),
        true);
  }
}
