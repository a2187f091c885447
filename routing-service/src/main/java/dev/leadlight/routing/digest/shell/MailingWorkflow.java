package dev.leadlight.routing.digest.shell;

import dev.leadlight.routing.connector.email.shell.EmailClient;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.DigestOutbox;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.shell.Caller;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.digest.shell.DigestStore.Sealed;
import dev.leadlight.routing.dispatch.shell.DeliveryMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends digests that are put together. A mail that may have gone already, because whoever sent it
 * died before writing that down, is sent again with the same Message-ID; its messages are concluded
 * once.
 */
@ApplicationScoped
class MailingWorkflow {

  private final Pool pool;
  private final DigestOutbox outbox;
  private final DigestStore digests;
  private final Destinations destinations;
  private final EmailClient email;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final DeliveryConfig config;
  private final Clock clock;

  MailingWorkflow(
      Pool pool,
      DigestOutbox outbox,
      DigestStore digests,
      Destinations destinations,
      EmailClient email,
      WakeUps wakeUps,
      DeliveryMetrics metrics,
      DeliveryConfig config,
      Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.digests = digests;
    this.destinations = destinations;
    this.email = email;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /**
   * One mail after the other, until none is due. One round trip if none is. Time goes on while a
   * mail is on its way: the lease of the next one begins with its turn.
   */
  Uni<Void> run(Instant now) {
    Instant begun = clock.instant();
    return digests
        .claim(now, now.plus(config.lease()))
        .chain(
            digest ->
                digest.isPresent()
                    ? send(digest.get(), now)
                        .chain(() -> run(now.plus(Duration.between(begun, clock.instant()))))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> send(Sealed digest, Instant now) {
    return pool.withTransaction(connection -> outbox.inDigest(connection, digest.id(), now))
        .chain(
            claims ->
                claims.isEmpty()
                    ? pool.withTransaction(connection -> digests.done(connection, digest.id(), now))
                    : send(digest, claims, now));
  }

  private Uni<Void> send(Sealed digest, List<Claim> claims, Instant now) {
    Instant startedAt = clock.instant();
    return answer(digest, claims.stream().map(Claim::delivery).toList())
        .map(said -> new Attempt(startedAt, Duration.between(startedAt, clock.instant()), said))
        .chain(attempt -> conclude(digest, claims, attempt, now));
  }

  private Uni<Answer> answer(Sealed digest, List<Delivery> deliveries) {
    ReadyDestination ready = destinations.find(digest.destination()).map(SetUp::ready).orElse(null);
    return ready == null
        ? Uni.createFrom().item(Answer.of(Outcome.failed(Reason.SECRET_MISSING)))
        : Caller.attempt(
            () -> email.sendDigest(digest.id(), digest.reader(), deliveries, ready),
            digest.id(),
            ready);
  }

  private Uni<Void> conclude(Sealed digest, List<Claim> claims, Attempt attempt, Instant now) {
    double chance = ThreadLocalRandom.current().nextDouble();
    List<Conclusion> all =
        claims.stream()
            .map(claim -> new Conclusion(claim, attempt, verdict(claim, attempt, now, chance), now))
            .toList();
    return pool.withTransaction(
            connection ->
                outbox.record(connection, all).chain(() -> settle(connection, digest, all, now)))
        .invoke(() -> all.forEach(each -> count(each, attempt)))
        .invoke(wakeUps::concluded);
  }

  private Verdict verdict(Claim claim, Attempt attempt, Instant now, double chance) {
    return Verdict.of(claim.delivery(), attempt.answer().outcome(), config.schedule(), now, chance);
  }

  private Uni<Void> settle(
      SqlConnection connection, Sealed digest, List<Conclusion> all, Instant now) {
    List<Conclusion> waiting = all.stream().filter(each -> !each.verdict().isConcluded()).toList();
    return waiting.isEmpty()
        ? digests.done(connection, digest.id(), now)
        : outbox
            .keep(connection, waiting.stream().map(each -> each.claim().id()).toList())
            .chain(() -> digests.putOff(connection, digest.id(), waiting.get(0).verdict().dueAt()));
  }

  private void count(Conclusion each, Attempt attempt) {
    metrics.attempted(each.claim().destination(), attempt);
    if (each.verdict().isConcluded()) {
      metrics.concluded(each.claim().destination(), each.verdict());
    }
  }
}
