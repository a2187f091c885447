package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.destination.shell.Caller;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.dispatch.Batch;
import dev.leadlight.routing.dispatch.Symptom;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends several deliveries of a destination in one call. Each was claimed for itself, so none of
 * them is of the same lead as another, and each has an attempt and an end of its own.
 */
@ApplicationScoped
class BatchWorkflow {

  private final OutboxStore outbox;
  private final Fates fates;
  private final DeliveryMetrics metrics;
  private final HealthWatch health;
  private final DeliveryConfig config;
  private final Clock clock;

  BatchWorkflow(
      OutboxStore outbox,
      Fates fates,
      DeliveryMetrics metrics,
      HealthWatch health,
      DeliveryConfig config,
      Clock clock) {
    this.outbox = outbox;
    this.fates = fates;
    this.metrics = metrics;
    this.health = health;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Those that are alike go in one call where the connector can do that. Under load others come
   * along that are due as well: they take no room in the lane, and no token of the rate, for they
   * cost no call.
   */
  Uni<Void> send(Calls calls, Batch<Claim> batch) {
    Uni<Batch<Claim>> full =
        calls.lane().isBusy() && batch.hasRoom() && !calls.isProbe()
            ? filled(calls.setUp(), batch)
            : Uni.createFrom().item(batch);
    return full.chain(all -> handleAll(calls, all));
  }

  private Uni<Batch<Claim>> filled(SetUp setUp, Batch<Claim> batch) {
    Instant now = clock.instant();
    Claim first = batch.members().get(0);
    boolean alsoWithRep =
        Verb.ofLabel(first.verb())
            .filter(verb -> setUp.connector().batchSize(verb, true) > 1)
            .isPresent();
    return outbox
        .claimAlike(
            first,
            alsoWithRep,
            batch.size() - batch.members().size(),
            now,
            now.plus(config.lease()))
        .map(batch::with);
  }

  private Uni<Void> handleAll(Calls calls, Batch<Claim> batch) {
    Instant startedAt = clock.instant();
    Map<Claim, Delivery> allowed = new LinkedHashMap<>();
    List<Uni<Void>> ends = new ArrayList<>();
    for (Claim claim : batch.members()) {
      try {
        Delivery delivery = claim.delivery();
        claim
            .objection(delivery, startedAt)
            .ifPresentOrElse(
                verdict -> ends.add(fates.conclude(fates.of(claim, null, verdict))),
                () -> allowed.put(claim, delivery));
      } catch (UncheckedIOException unreadable) {
        ends.add(fates.conclude(fates.unreadable(claim)));
      }
    }
    if (!allowed.isEmpty()) {
      ends.add(attemptAll(calls, allowed));
    }
    return Uni.join().all(ends).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> attemptAll(Calls calls, Map<Claim, Delivery> allowed) {
    Instant startedAt = clock.instant();
    return Caller.sendAll(calls.setUp(), List.copyOf(allowed.values()))
        .call(answers -> health.noted(calls, telling(answers)))
        .chain(
            answers ->
                Uni.join()
                    .all(
                        allowed.entrySet().stream()
                            .map(each -> concludeOf(each, startedAt, answers))
                            .toList())
                    .andCollectFailures()
                    .replaceWithVoid());
  }

  private Uni<Void> concludeOf(
      Map.Entry<Claim, Delivery> each, Instant startedAt, Map<String, Answer> answers) {
    Claim claim = each.getKey();
    Answer answer = answers.getOrDefault(claim.id(), Answer.of(Outcome.failed(Reason.INTERNAL)));
    Attempt attempt = fates.attempt(startedAt, answer);
    metrics.attempted(claim.destination(), attempt, each.getValue().change());
    return fates.conclude(fates.of(claim, attempt, fates.verdict(each.getValue(), attempt)));
  }

  /** One call tells one thing of the destination: it is well if it was so for any record. */
  private static Outcome telling(Map<String, Answer> answers) {
    return answers.values().stream()
        .map(Answer::outcome)
        .min(Comparator.comparing(Symptom::of))
        .orElse(Outcome.failed(Reason.INTERNAL));
  }
}
