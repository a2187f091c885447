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
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.delivery.shell.VerdictStore;
import dev.leadlight.routing.delivery.shell.WakeUps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What becomes of a claimed delivery, whether it was sent alone or with others. */
@ApplicationScoped
class Fates {

  private static final Logger LOG = Logger.getLogger(Fates.class);

  private final OutboxStore outbox;
  private final VerdictStore verdicts;
  private final WakeUps wakeUps;
  private final DeliveryMetrics metrics;
  private final RetrySchedule schedule;
  private final Clock clock;

  Fates(
      OutboxStore outbox,
      VerdictStore verdicts,
      WakeUps wakeUps,
      DeliveryMetrics metrics,
      DeliveryConfig config,
      Clock clock) {
    this.outbox = outbox;
    this.verdicts = verdicts;
    this.wakeUps = wakeUps;
    this.metrics = metrics;
    this.schedule = config.schedule();
    this.clock = clock;
  }

  /** Writes down how it ended, and lets the next one pass. */
  Uni<Void> conclude(Conclusion conclusion) {
    Claim claim = conclusion.claim();
    return verdicts
        .record(conclusion)
        .invoke(() -> tell(claim, conclusion.verdict()))
        .chain(waiting -> waiting ? letNextPass(claim) : Uni.createFrom().voidItem());
  }

  /** How it ends now. */
  Conclusion of(Claim claim, @Nullable Attempt attempt, Verdict verdict) {
    return new Conclusion(claim, attempt, verdict, clock.instant());
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

  Attempt attempt(Instant startedAt, Answer answer) {
    return new Attempt(startedAt, Duration.between(startedAt, clock.instant()), answer);
  }

  Verdict verdict(Delivery delivery, Attempt attempt) {
    return Verdict.of(
        delivery,
        attempt.answer().outcome(),
        schedule,
        clock.instant(),
        ThreadLocalRandom.current().nextDouble());
  }

  /** It was claimed, and must not be called now. */
  Conclusion givenBack(Claim claim) {
    return of(claim, null, Verdict.givenBack(claim.step(), clock.instant()));
  }

  Conclusion unreadable(Claim claim) {
    Instant now = clock.instant();
    return of(claim, null, new Verdict(DeliveryState.DEAD, claim.step(), now, Reason.INTERNAL));
  }
}
