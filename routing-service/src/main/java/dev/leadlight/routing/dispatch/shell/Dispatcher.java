package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.RetrySchedule;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.VerdictStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Caller;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
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
  private final VerdictStore verdicts;
  private final Destinations destinations;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final HealthWatch health;
  private final DeliveryConfig config;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final OutageLog outage = new OutageLog("dispatcher");

  Dispatcher(
      OutboxStore outbox,
      VerdictStore verdicts,
      Destinations destinations,
      WakeUps wakeUps,
      DeliveryMetrics metrics,
      HealthWatch health,
      DeliveryConfig config,
      Clock clock) {
    if (config.lease().compareTo(config.timeout().multipliedBy(2)) < 0) {
      throw new IllegalStateException("the lease has to be at least twice the timeout");
    }
    this.outbox = outbox;
    this.verdicts = verdicts;
    this.destinations = destinations;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.health = health;
    this.config = config;
    this.schedule = config.schedule();
    this.clock = clock;
  }

  /** Retries fall due without anybody's event, and wake-ups of other replicas don't reach us. */
  @Scheduled(every = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void poll() {
    Set<String> present = destinations.names();
    lanes.keySet().stream().filter(id -> !present.contains(id)).toList().forEach(this::drop);
    present.forEach(wakeUps::due);
  }

  @Scheduled(every = "60s", skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> abandonUnconfigured() {
    return outage.watch(
        destinations
            .load()
            .chain(() -> outbox.abandon(destinations.names(), clock.instant()))
            .invoke(Dispatcher::sayAbandoned)
            .replaceWithVoid());
  }

  @ConsumeEvent(value = WakeUps.DUE, local = true)
  Uni<Void> onDue(String destination) {
    SetUp setUp = destinations.find(destination).orElse(null);
    if (setUp == null || setUp.ready() == null || !setUp.destination().enabled()) {
      return Uni.createFrom().voidItem();
    }
    Lane lane = lane(destination);
    return switch (health.state(destination)) {
      case OPEN -> Uni.createFrom().voidItem();
      case CLOSED -> outage.watch(empty(lane, setUp));
      case HALF_OPEN -> outage.watch(probe(lane, setUp));
    };
  }

  private Uni<Void> empty(Lane lane, SetUp setUp) {
    int room = lane.open();
    return room == 0
        ? Uni.createFrom().voidItem()
        : claim(lane, setUp, room).chain(claims -> sendAll(lane, setUp, claims, false));
  }

  /** One delivery, by one replica, tells whether the destination is well again. */
  private Uni<Void> probe(Lane lane, SetUp setUp) {
    return health
        .probe(lane.destination())
        .chain(leave -> leave ? probeWithLeave(lane, setUp) : Uni.createFrom().voidItem());
  }

  private Uni<Void> probeWithLeave(Lane lane, SetUp setUp) {
    Uni<List<Claim>> one =
        lane.open() == 0 ? Uni.createFrom().item(List.of()) : claim(lane, setUp, 1);
    return one.chain(claims -> sendAll(lane, setUp, claims, true))
        .eventually(() -> health.probed(lane.destination()))
        .invoke(() -> wakeIf(lane.hasBeenWell(), lane.destination()));
  }

  private Lane lane(String destination) {
    return lanes.computeIfAbsent(destination, id -> new Lane(id, config.parallelPerDestination()));
  }

  private void drop(String destination) {
    Lane lane = lanes.remove(destination);
    if (lane != null) {
      lane.close();
    }
  }

  private Uni<List<Claim>> claim(Lane lane, SetUp setUp, int room) {
    Instant now = clock.instant();
    Instant leaseEnd = now.plus(config.lease());
    Double rate = setUp.destination().ratePerSecond();
    Uni<List<Claim>> claims =
        rate == null
            ? outbox.claim(lane.destination(), room, now, leaseEnd)
            : outbox.claimWithin(rate, lane.destination(), room, now, leaseEnd);
    return claims
        .onFailure()
        .invoke(() -> lane.claimed(0))
        .invoke(got -> wakeIf(lane.claimed(got.size()), lane.destination()));
  }

  private Uni<Void> sendAll(Lane lane, SetUp setUp, List<Claim> claims, boolean probe) {
    return claims.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(claims.stream().map(claim -> handle(lane, setUp, claim, probe)).toList())
            .andCollectFailures()
            .replaceWithVoid();
  }

  private Uni<Void> handle(Lane lane, SetUp setUp, Claim claim, boolean probe) {
    return Uni.createFrom()
        .item(claim::delivery)
        .chain(delivery -> attemptIfAllowed(lane, setUp, claim, delivery, probe))
        .onFailure(UncheckedIOException.class)
        .recoverWithUni(() -> conclude(claim, null, unreadable(claim)))
        .eventually(() -> wakeIf(lane.left(), claim.destination()));
  }

  private Uni<Void> attemptIfAllowed(
      Lane lane, SetUp setUp, Claim claim, Delivery delivery, boolean probe) {
    Instant startedAt = clock.instant();
    Optional<Verdict> objection = claim.objection(delivery, startedAt);
    if (objection.isPresent()) {
      return conclude(claim, null, objection.get());
    }
    return Caller.send(setUp, delivery)
        .map(answer -> attempt(startedAt, answer))
        .invoke(attempt -> metrics.attempted(claim.destination(), attempt, delivery.change()))
        .call(attempt -> health.noted(lane, setUp, attempt.answer().outcome(), probe))
        .chain(attempt -> conclude(claim, attempt, verdict(delivery, attempt)));
  }

  private Uni<Void> conclude(Claim claim, @Nullable Attempt attempt, Verdict verdict) {
    return verdicts
        .record(new Conclusion(claim, attempt, verdict, clock.instant()))
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

  private static void sayAbandoned(int count) {
    if (count > 0) {
      LOG.warnf("given up for want of their destination: deliveries=%d", count);
    }
  }
}
