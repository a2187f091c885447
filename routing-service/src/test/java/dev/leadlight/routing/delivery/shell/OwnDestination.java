package dev.leadlight.routing.delivery.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A destination that a test has of its own in the outbox, against PostgreSQL. */
@SuppressWarnings("NullAway.Init")
abstract class OwnDestination {

  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration SHORT = Duration.ofSeconds(10);

  @Inject OutboxStore outbox;

  final String destination = "test-" + UUID.randomUUID();
  final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  final boolean plan(TierChange change, boolean latestWins) {
    PlannedDelivery planned = planned(change, latestWins);
    return !done(Outbox.plan(
            outbox, change, now, connection -> Uni.createFrom().item(List.of(planned))))
        .isEmpty();
  }

  private PlannedDelivery planned(TierChange change, boolean latestWins) {
    return new PlannedDelivery(
        PlannedDelivery.idOf(change.id(), "p", "a"),
        "p",
        "a",
        destination,
        Verb.NOTIFY,
        Map.of(),
        latestWins ? "notify" : null,
        now,
        latestWins ? now.plus(Duration.ofDays(1)) : null,
        null,
        null);
  }

  final List<Claim> claim(Instant at, int most) {
    return done(outbox.claim(destination, most, at, at.plus(LEASE)));
  }

  final boolean record(Claim claim, Verdict verdict) {
    Attempt attempt =
        new Attempt(now, Duration.ofMillis(12), new Answer(Outcome.accepted(), 200, "ok"));
    return done(outbox.record(List.of(new Conclusion(claim, attempt, verdict, now))))
        .contains(claim.id());
  }

  final Verdict delivered() {
    return new Verdict(DeliveryState.DELIVERED, 0, now, null);
  }

  static <T> T done(Uni<T> work) {
    return work.await().atMost(SHORT);
  }
}
