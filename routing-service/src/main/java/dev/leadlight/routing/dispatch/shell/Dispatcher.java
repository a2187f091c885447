package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutageLog;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.Breaker;
import dev.leadlight.routing.destination.shell.Caller;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.dispatch.Batch;
import dev.leadlight.routing.dispatch.shell.Calls.Purpose;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

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
  private final Claims claims;
  private final Fates fates;
  private final BatchWorkflow together;
  private final Destinations destinations;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final HealthWatch health;
  private final DeliveryConfig config;
  private final Clock clock;
  private final Map<String, Lane<Claim>> lanes = new ConcurrentHashMap<>();
  private final OutageLog outage = new OutageLog("dispatcher");

  Dispatcher(
      OutboxStore outbox,
      Claims claims,
      Fates fates,
      BatchWorkflow together,
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
    this.claims = claims;
    this.fates = fates;
    this.together = together;
    this.destinations = destinations;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.health = health;
    this.config = config;
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
      Lane<Claim> left = lanes.get(destination);
      return left == null ? Uni.createFrom().voidItem() : giveBackRest(left);
    }
    Lane<Claim> lane = lane(setUp);
    Breaker.State state = lane.isClosed() ? Breaker.State.OPEN : health.state(destination);
    return switch (state) {
      case OPEN -> giveBackRest(lane);
      case CLOSED -> outage.watch(empty(new Calls(lane, setUp, Purpose.WORK)));
      case HALF_OPEN ->
          giveBackRest(lane)
              .chain(() -> outage.watch(probe(new Calls(lane, setUp, Purpose.PROBE))));
    };
  }

  private Uni<Void> empty(Calls calls) {
    Uni<Void> sent = sendNext(calls);
    int room = calls.lane().open();
    return room == 0
        ? sent
        : Uni.join()
            .all(sent, claims.claim(calls, room).chain(() -> sendClaimed(calls)))
            .andCollectFailures()
            .replaceWithVoid();
  }

  /** One delivery, by one replica, tells whether the destination is well again. */
  private Uni<Void> probe(Calls calls) {
    return health
        .probe(calls.destination())
        .chain(leave -> leave ? probeWithLeave(calls) : Uni.createFrom().voidItem());
  }

  private Uni<Void> probeWithLeave(Calls calls) {
    Uni<Void> one = calls.lane().open() == 0 ? Uni.createFrom().voidItem() : claims.claim(calls, 1);
    return one.chain(() -> sendClaimed(calls))
        .eventually(() -> health.probed(calls.destination()))
        .invoke(() -> wakeIf(calls.lane().hasBeenWell(), calls.destination()));
  }

  private Lane<Claim> lane(SetUp setUp) {
    int width = Math.min(config.parallelPerDestination(), setUp.connector().callsAtOnce());
    return lanes.computeIfAbsent(setUp.destination().id(), id -> new Lane<>(id, width));
  }

  private void drop(String destination) {
    Lane<Claim> lane = lanes.remove(destination);
    if (lane != null) {
      lane.close();
    }
  }

  private Uni<Void> sendClaimed(Calls calls) {
    Uni<Void> sent = sendNext(calls);
    wakeIf(calls.lane().wake(), calls.destination());
    return sent;
  }

  private Uni<Void> sendNext(Calls calls) {
    return each(calls.lane().next(), batch -> send(calls, batch));
  }

  /** What waits for a call that must not be made now may be claimed by whoever comes first. */
  private Uni<Void> giveBackRest(Lane<Claim> lane) {
    return each(lane.rest(), batch -> giveBack(lane, batch.members()));
  }

  private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> work) {
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(all.stream().map(work).toList()).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> send(Calls calls, Batch<Claim> batch) {
    if (claims.isLate(batch)) {
      return giveBack(calls.lane(), batch.members());
    }
    return batch.size() == 1
        ? handle(calls, batch.members().get(0))
        : together.send(calls, batch).eventually(() -> leave(calls.lane(), batch.members()));
  }

  private Uni<Void> giveBack(Lane<Claim> lane, List<Claim> claims) {
    return each(claims, claim -> fates.conclude(fates.givenBack(claim)))
        .eventually(() -> leave(lane, claims));
  }

  private void leave(Lane<Claim> lane, List<Claim> members) {
    for (Claim ignored : members) {
      lane.answered();
      lane.left();
    }
    wakeIf(lane.wake(), lane.destination());
  }

  private Uni<Void> handle(Calls calls, Claim claim) {
    Lane<Claim> lane = calls.lane();
    return Uni.createFrom()
        .item(claim::delivery)
        .chain(delivery -> attemptIfAllowed(calls, claim, delivery))
        .onFailure(UncheckedIOException.class)
        .recoverWithItem(() -> fates.unreadable(claim))
        .eventually(() -> wakeAfter(lane, lane::answered))
        .chain(fates::conclude)
        .eventually(() -> wakeAfter(lane, lane::left));
  }

  private void wakeAfter(Lane<Claim> lane, Runnable change) {
    change.run();
    wakeIf(lane.wake(), lane.destination());
  }

  private Uni<Conclusion> attemptIfAllowed(Calls calls, Claim claim, Delivery delivery) {
    Instant startedAt = clock.instant();
    Optional<Verdict> objection = claim.objection(delivery, startedAt);
    if (objection.isPresent()) {
      return Uni.createFrom().item(fates.of(claim, null, objection.get()));
    }
    return Caller.send(calls.setUp(), delivery)
        .map(answer -> fates.attempt(startedAt, answer))
        .invoke(attempt -> Claims.foretell(calls, attempt))
        .invoke(attempt -> metrics.attempted(claim.destination(), attempt, delivery.change()))
        .call(attempt -> health.noted(calls, attempt.answer().outcome()))
        .map(attempt -> fates.of(claim, attempt, fates.verdict(delivery, attempt)));
  }

  private void wakeIf(boolean wanted, String destination) {
    if (wanted) {
      wakeUps.due(destination);
    }
  }

  /**
   * What is in flight may finish, and what waits is given back; what can't in time is sent again by
   * whoever comes next.
   */
  void finish(@Observes ShutdownEvent stopping) throws InterruptedException {
    lanes.values().forEach(Lane::close);
    lanes.keySet().forEach(wakeUps::due);
    for (Lane<Claim> lane : lanes.values()) {
      lane.drain(config.timeout());
    }
  }

  private static void sayAbandoned(int count) {
    if (count > 0) {
      LOG.warnf("given up for want of their destination: deliveries=%d", count);
    }
  }
}
