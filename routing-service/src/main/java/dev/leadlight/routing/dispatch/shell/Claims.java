package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.dispatch.Batch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Fills lanes with what is due. */
@ApplicationScoped
class Claims {

  private final OutboxStore outbox;
  private final DeliveryConfig config;
  private final Clock clock;

  Claims(OutboxStore outbox, DeliveryConfig config, Clock clock) {
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Claims what is due, at most so many, which wait in the lane then. Those that can go in one call
   * wait together.
   */
  Uni<Void> claim(Calls calls, int room) {
    Lane<Claim> lane = calls.lane();
    SetUp setUp = calls.setUp();
    Instant now = clock.instant();
    Instant leaseEnd = now.plus(config.lease());
    Double rate = setUp.destination().ratePerSecond();
    Uni<List<Claim>> claims =
        rate == null
            ? outbox.claim(lane.destination(), room, now, leaseEnd)
            : outbox.claimWithin(rate, lane.destination(), room, now, leaseEnd);
    return claims
        .onFailure()
        .invoke(() -> lane.claimed(List.of()))
        .invoke(got -> lane.claimed(batches(setUp, got)))
        .replaceWithVoid();
  }

  /** Whether it waited for its turn so long that a replica may take it before its call is over. */
  boolean isLate(Batch<Claim> batch) {
    Instant end = clock.instant().plus(config.timeout());
    return batch.members().stream().anyMatch(claim -> claim.until().isBefore(end));
  }

  /** What has a rate takes its tokens when it is claimed, so nothing is claimed before its turn. */
  static void foretell(Calls calls, Attempt attempt) {
    if (calls.setUp().destination().ratePerSecond() == null) {
      calls.lane().took(attempt.took());
    }
  }

  private static List<Batch<Claim>> batches(SetUp setUp, List<Claim> claims) {
    return Batch.of(
        claims,
        claim -> List.of(claim.verb(), claim.parameters()),
        claim ->
            Verb.ofLabel(claim.verb())
                .map(verb -> setUp.connector().batchSize(verb, claim.assignee() != null))
                .orElse(1));
  }
}
