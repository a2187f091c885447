package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.RetrySchedule;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Empties the outbox: for each destination a {@link Lane} of its own, so that a dead one fills its
 * lane and nobody else's. A wake-up claims as many due deliveries as the lane has room for and
 * sends them side by side. Whatever this replica can't finish is claimed again when the lease ends,
 * so a destination may see a delivery twice, with the same id, but never not at all.
 */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final OutboxStore outbox;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final DeliveryConfig config;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final Map<String, Lane> lanes;
  private final OutageLog outage = new OutageLog("dispatcher");

  Dispatcher(
      OutboxStore outbox,
      Destinations destinations,
      WakeUps wakeUps,
      DeliveryMetrics metrics,
      DeliveryConfig config,
      Clock clock) {
    if (config.lease().compareTo(config.timeout().multipliedBy(2)) < 0) {
      throw new IllegalStateException("the lease has to be at least twice the timeout");
    }
    this.outbox = outbox;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.config = config;
    this.schedule = config.schedule();
    this.clock = clock;
    this.lanes =
        destinations.connectors().stream()
            .map(connector -> new Lane(connector, config.parallelPerDestination()))
            .collect(
                Collectors.toUnmodifiableMap(
                    lane -> lane.connector().destination(), Function.identity()));
  }

  /** Retries fall due without anybody's event, and wake-ups of other replicas don't reach us. */
  @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void poll() {
    lanes.keySet().forEach(wakeUps::due);
  }

  @Scheduled(every = "60s", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> abandonUnconfigured() {
    return outage.watch(
        outbox
            .abandon(lanes.keySet(), clock.instant())
            .invoke(Dispatcher::sayAbandoned)
            .replaceWithVoid());
  }

  @ConsumeEvent(value = WakeUps.DUE, local = true)
  Uni<Void> onDue(String destination) {
    Lane lane = lanes.get(destination);
    int room = lane == null ? 0 : lane.open();
    return room == 0 || lane == null
        ? Uni.createFrom().voidItem()
        : outage.watch(claim(lane, room).chain(claims -> sendAll(lane, claims)));
  }

  private Uni<List<Claim>> claim(Lane lane, int room) {
    Instant now = clock.instant();
    String destination = lane.connector().destination();
    return outbox
        .claim(destination, room, now, now.plus(config.lease()))
        .onFailure()
        .invoke(() -> lane.claimed(0))
        .invoke(claims -> wakeIf(lane.claimed(claims.size()), destination));
  }

  private Uni<Void> sendAll(Lane lane, List<Claim> claims) {
    return claims.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(claims.stream().map(claim -> handle(lane, claim)).toList())
            .andCollectFailures()
            .replaceWithVoid();
  }

  private Uni<Void> handle(Lane lane, Claim claim) {
    return Uni.createFrom()
        .item(() -> delivery(claim))
        .chain(delivery -> attemptUnlessStale(lane.connector(), claim, delivery))
        .onFailure(UncheckedIOException.class)
        .recoverWithUni(() -> conclude(claim, null, unreadable(claim)))
        .eventually(() -> wakeIf(lane.left(), claim.destination()));
  }

  private Uni<Void> attemptUnlessStale(Connector connector, Claim claim, Delivery delivery) {
    Instant startedAt = clock.instant();
    if (delivery.isStale(startedAt)) {
      return conclude(claim, null, Verdict.stale(delivery, startedAt));
    }
    return Uni.createFrom()
        .deferred(() -> connector.send(delivery))
        .onFailure()
        .invoke(fault -> LOG.errorf(fault, "delivery failed by our fault: id=%s", claim.id()))
        .onFailure()
        .recoverWithItem(fault -> Answer.of(Outcome.failed(Reason.INTERNAL)))
        .map(answer -> attempt(startedAt, answer))
        .invoke(attempt -> metrics.attempted(claim.destination(), attempt, delivery.change()))
        .chain(attempt -> conclude(claim, attempt, verdict(delivery, attempt)));
  }

  private Uni<Void> conclude(Claim claim, @Nullable Attempt attempt, Verdict verdict) {
    return Inbox.steadfast(() -> outbox.record(claim, attempt, verdict, clock.instant()))
        .invoke(() -> tell(claim, verdict))
        .chain(waiting -> waiting ? letNextPass(claim) : Uni.createFrom().voidItem());
  }

  /** A later change waits behind: it replaces this one if it may, and is looked at in any case. */
  private Uni<Void> letNextPass(Claim claim) {
    return outbox
        .supersede(claim.leadId(), clock.instant())
        .invoke(wakeUps::concluded)
        .invoke(() -> wakeUps.due(claim.destination()));
  }

  private void tell(Claim claim, Verdict verdict) {
    if (verdict.isConcluded()) {
      metrics.concluded(claim.destination(), verdict);
      wakeUps.concluded();
    }
    if (verdict.state() == DeliveryState.DEAD && verdict.reason() != null) {
      LOG.warnf(
          "delivery given up: id=%s destination=%s reason=%s",
          claim.id(), claim.destination(), verdict.reason().code());
    }
  }

  private Attempt attempt(Instant startedAt, Answer answer) {
    return new Attempt(startedAt, Duration.between(startedAt, clock.instant()), answer);
  }

  private Verdict verdict(Delivery delivery, Attempt attempt) {
    return Verdict.of(
        delivery,
        attempt.answer().outcome(),
        schedule,
        clock.instant(),
        ThreadLocalRandom.current().nextDouble());
  }

  private Verdict unreadable(Claim claim) {
    return new Verdict(DeliveryState.DEAD, claim.step(), clock.instant(), Reason.INTERNAL);
  }

  private void wakeIf(boolean wanted, String destination) {
    if (wanted) {
      wakeUps.due(destination);
    }
  }

  /** What is in flight may finish; what can't in time is sent again by whoever comes next. */
  void finish(@Observes ShutdownEvent stopping) throws InterruptedException {
    lanes.values().forEach(Lane::close);
    for (Lane lane : lanes.values()) {
      lane.drain(config.timeout());
    }
  }

  private static Delivery delivery(Claim claim) {
    try {
      TierChange change =
          ContractJson.read(claim.change().getBytes(StandardCharsets.UTF_8), TierChange.class);
      return new Delivery(
          claim.id(),
          claim.destination(),
          Verb.ofLabel(claim.verb()).orElseThrow(),
          OutboxRows.parameters(claim.parameters()),
          claim.step(),
          claim.plannedAt(),
          claim.expiresAt(),
          change,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException("stored tier change is unreadable", e);
    }
  }

  private static void sayAbandoned(int count) {
    if (count > 0) {
      LOG.warnf("given up for want of their destination: deliveries=%d", count);
    }
  }
}
