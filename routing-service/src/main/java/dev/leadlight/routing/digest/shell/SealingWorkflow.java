package dev.leadlight.routing.digest.shell;

import dev.leadlight.routing.connector.email.shell.EmailClient;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.delivery.shell.DigestOutbox;
import dev.leadlight.routing.delivery.shell.WakeUps;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.digest.Digest;
import dev.leadlight.routing.dispatch.shell.DeliveryMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what goes into which mail, once, in one transaction for each destination; of several
 * replicas one does it. What must not go any more is concluded instead, with its reason.
 */
@ApplicationScoped
class SealingWorkflow {

  /** Deliveries that one transaction puts into mails. */
  private static final int BATCH = 2000;

  private final Pool pool;
  private final DigestOutbox outbox;
  private final DigestStore digests;
  private final Destinations destinations;
  private final EmailClient email;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final DigestConfig config;

  SealingWorkflow(
      Pool pool,
      DigestOutbox outbox,
      DigestStore digests,
      Destinations destinations,
      EmailClient email,
      WakeUps wakeUps,
      DeliveryMetrics metrics,
      DigestConfig config) {
    this.pool = pool;
    this.outbox = outbox;
    this.digests = digests;
    this.destinations = destinations;
    this.email = email;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.config = config;
  }

  /** Puts together what is due. One round trip if nothing is. */
  Uni<Void> run(Instant now) {
    return destinations
        .load()
        .chain(() -> outbox.destinations(now.minus(config.settle())))
        .chain(due -> sealAll(due, now));
  }

  private Uni<Void> sealAll(List<String> due, Instant now) {
    List<SetUp> ready =
        due.stream()
            .map(destinations::find)
            .flatMap(Optional::stream)
            .filter(setUp -> setUp.ready() != null && setUp.destination().enabled())
            .toList();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (SetUp setUp : ready) {
      all = all.chain(() -> seal(setUp, now));
    }
    return all;
  }

  private Uni<Void> seal(SetUp setUp, Instant now) {
    String destination = setUp.destination().id();
    return pool.withTransaction(
            connection ->
                digests
                    .lock(connection, destination)
                    .chain(mine -> take(mine, connection, destination, now))
                    .chain(claims -> seal(connection, setUp, claims, now)))
        .invoke(this::tell)
        .replaceWithVoid();
  }

  private Uni<List<Claim>> take(
      boolean mine, SqlConnection connection, String destination, Instant now) {
    return mine
        ? outbox.take(connection, destination, now.minus(config.settle()), BATCH)
        : Uni.createFrom().item(List.of());
  }

  /** What was left out. */
  private Uni<List<Conclusion>> seal(
      SqlConnection connection, SetUp setUp, List<Claim> claims, Instant now) {
    List<Conclusion> leftOut = new ArrayList<>();
    List<Delivery> collected = new ArrayList<>();
    for (Claim claim : claims) {
      objection(setUp, claim, now)
          .ifPresentOrElse(
              verdict -> leftOut.add(new Conclusion(claim, null, verdict, now)),
              () -> collected.add(claim.delivery()));
    }
    Uni<Void> sealed = outbox.record(connection, leftOut);
    for (Digest digest :
        Digest.of(setUp.destination().id(), collected, now, config.leadsPerMail())) {
      sealed = sealed.chain(() -> digests.seal(connection, digest, now));
    }
    return sealed.replaceWith(leftOut);
  }

  /** Why it is left out; empty if it goes into a mail. */
  private Optional<Verdict> objection(SetUp setUp, Claim claim, Instant now) {
    if (!setUp.connector().type().equals(email.type())) {
      return Optional.of(dead(claim, Reason.VERB_NOT_OFFERED, now));
    }
    try {
      return claim.objection(claim.delivery(), now);
    } catch (UncheckedIOException unreadable) {
      return Optional.of(dead(claim, Reason.INTERNAL, now));
    }
  }

  private void tell(List<Conclusion> leftOut) {
    leftOut.stream()
        .filter(each -> each.verdict().isConcluded())
        .forEach(each -> metrics.concluded(each.claim().destination(), each.verdict()));
    wakeUps.concluded();
  }

  private static Verdict dead(Claim claim, Reason reason, Instant now) {
    return new Verdict(DeliveryState.DEAD, claim.step(), now, reason);
  }
}
