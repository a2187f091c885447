package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.delivery.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A delivery is planned once, and one replica at a time has it, while its lease lasts. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ClaimedDeliveriesTest extends OwnDestination {

  @Inject Pool pool;

  @Test
  void changeIsPlannedOnce() {
    TierChange change = becomesSalesReady(newLead());

    assertThat(plan(change, false)).isTrue();
    assertThat(plan(change, false)).isFalse();
    assertThat(claim(now, 10)).hasSize(1);
  }

  @Test
  void claimedDeliveryIsNobodyElsesUntilTheLeaseEnds() {
    plan(becomesSalesReady(newLead()), false);

    Claim claim = claim(now, 10).get(0);

    assertThat(claim(now.plus(LEASE).minusMillis(1), 10)).isEmpty();
    assertThat(claim(now.plus(LEASE), 10)).extracting(Claim::id).containsExactly(claim.id());
  }

  @Test
  void replicasClaimingAtOnceShareWithoutOverlap() {
    IntStream.range(0, 60).forEach(i -> plan(becomesSalesReady(newLead()), false));

    List<Uni<List<Claim>>> replicas =
        IntStream.range(0, 6)
            .mapToObj(i -> outbox.claim(destination, 10, now, now.plus(LEASE)))
            .toList();
    List<String> claimed = new ArrayList<>();
    done(Uni.join().all(replicas).andFailFast())
        .forEach(claims -> claims.forEach(claim -> claimed.add(claim.id())));
    claim(now, 100).forEach(claim -> claimed.add(claim.id()));

    assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
  }

  /** Death before the call, and after it but before the update, look the same from here. */
  @Test
  void whatADeadReplicaHeldIsSentAgainUnderTheSameIdAndNothingIsOverdueInTheEnd() {
    IntStream.range(0, 20).forEach(i -> plan(becomesSalesReady(newLead()), false));
    List<Claim> heldByTheDead = claim(now, 12);
    Instant later = now.plus(LEASE);

    assertThat(claim(now, 20)).hasSize(8);
    List<Claim> takenOver = claim(later, 20);

    assertThat(takenOver)
        .extracting(Claim::id)
        .containsAll(heldByTheDead.stream().map(Claim::id).toList())
        .hasSize(20);
    takenOver.forEach(claim -> record(claim, delivered()));
    assertThat(claim(later.plus(Duration.ofDays(30)), 20)).isEmpty();
  }

  @Test
  void rateIsOneForAllReplicas() {
    IntStream.range(0, 12).forEach(i -> plan(becomesSalesReady(newLead()), false));
    done(
        pool.preparedQuery("insert into destination_health (destination) values ($1)")
            .execute(Tuple.of(destination)));

    List<Uni<List<Claim>>> replicas =
        IntStream.range(0, 6)
            .mapToObj(i -> outbox.claimWithin(0.001, destination, 10, now, now.plus(LEASE)))
            .toList();

    assertThat(done(Uni.join().all(replicas).andFailFast()))
        .extracting(List::size)
        .containsExactlyInAnyOrder(1, 0, 0, 0, 0, 0);
  }

  @Test
  void whatIsGivenBackIsClaimedAsIfItHadNeverBeen() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);
    Claim first = claim(now, 10).get(0);
    Verdict givenBack = Verdict.givenBack(first.step(), now);

    done(outbox.record(List.of(new Conclusion(first, null, givenBack, now))));

    assertThat(claim(now, 10))
        .singleElement()
        .returns(first.id(), Claim::id)
        .returns(false, Claim::isRepeat);
  }
}
