package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.TierChanges.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the outbox promises, against PostgreSQL; each test has a destination of its own. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class OutboxStoreTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(10);

  @Inject OutboxStore outbox;
  @Inject DeadLetterStore deadLetters;
  @Inject Pool pool;

  private final String destination = "test-" + UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

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

  @Test
  void ofOneLeadTheEarlierComesFirst() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);
    plan(entersNurture(lead), false);

    List<Claim> first = claim(now, 10);
    assertThat(first)
        .singleElement()
        .satisfies(claim -> assertThat(claim.change()).contains("\"sequence\":1"));
    assertThat(record(first.get(0), delivered())).isTrue();
    List<Claim> second = claim(now, 10);
    assertThat(second)
        .singleElement()
        .satisfies(claim -> assertThat(claim.change()).contains("\"sequence\":2"));
    assertThat(record(second.get(0), delivered())).isFalse();
  }

  @Test
  void laterChangeSupersedesWhatWaits() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), true);
    plan(fallsBackToNurture(lead), true);

    assertThat(claim(now, 10))
        .singleElement()
        .satisfies(claim -> assertThat(claim.change()).contains("\"sequence\":3"));
    assertThat(claim(now.plus(LEASE), 10)).hasSize(1);
  }

  @Test
  void whatIsBeingSentIsSupersededOnlyIfItFails() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), true);
    Claim claim = claim(now, 10).get(0);
    plan(fallsBackToNurture(lead), true);
    assertThat(claim(now, 10)).isEmpty();

    assertThat(record(claim, retry(now.plusSeconds(60)))).isTrue();
    done(outbox.supersede(lead.value(), now));

    assertThat(claim(now, 10))
        .singleElement()
        .satisfies(next -> assertThat(next.change()).contains("\"sequence\":3"));
  }

  @Test
  void failureOfALostLeaseIsIgnoredButAcceptanceCounts() {
    plan(becomesSalesReady(newLead()), false);
    Claim lost = claim(now, 10).get(0);
    Claim taken = claim(now.plus(LEASE), 10).get(0);

    record(lost, new Verdict(DeliveryState.DEAD, 0, now, Reason.REJECTED));
    assertThat(done(deadLetters.replay(lost.id(), now))).isEmpty();
    record(lost, delivered());
    record(taken, new Verdict(DeliveryState.DEAD, 0, now, Reason.REJECTED));
    assertThat(done(deadLetters.replay(lost.id(), now))).isEmpty();
    assertThat(claim(now.plus(LEASE.multipliedBy(5)), 10)).isEmpty();
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
  void retryWaitsUntilItIsDue() {
    plan(becomesSalesReady(newLead()), false);

    record(claim(now, 10).get(0), retry(now.plusSeconds(5)));

    assertThat(claim(now.plusSeconds(4), 10)).isEmpty();
    assertThat(claim(now.plusSeconds(5), 10)).singleElement().returns(1, Claim::step);
  }

  @Test
  void deadDeliveryIsReplayedFromTheStartWithoutADeadline() {
    plan(becomesSalesReady(newLead()), true);
    Claim claim = claim(now, 10).get(0);
    record(claim, new Verdict(DeliveryState.DEAD, 3, now, Reason.GONE));

    assertThat(done(deadLetters.replay(claim.id(), now))).contains(destination);
    assertThat(claim(now, 10))
        .singleElement()
        .returns(claim.id(), Claim::id)
        .returns(0, Claim::step)
        .returns(null, Claim::expiresAt);
    assertThat(done(deadLetters.replay(claim.id(), now))).isEmpty();
  }

  @Test
  void conclusionIsToldAgainUntilTellingWorked() {
    LeadId lead = newLead();
    done(
        Outbox.plan(
            outbox,
            becomesSalesReady(lead),
            now,
            connection -> Uni.createFrom().item(List.of(planned(lead, false, Reason.HOLD_OUT)))));

    assertThatThrownBy(
            () ->
                done(
                    outbox.publish(
                        100, ended -> Uni.createFrom().failure(new IllegalStateException("away")))))
        .hasMessage("away");
    awaitTold(lead);
    assertThat(publishedOf(lead)).isEmpty();
  }

  @Test
  void whatIsPutOffForTheNightHoldsNobodyUp() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);
    plan(fallsBackToNurture(lead), false);
    Instant morning = now.plus(Duration.ofHours(8));
    Claim first = claim(now, 10).get(0);

    boolean waits =
        record(first, new Verdict(DeliveryState.PENDING, 0, morning, Reason.QUIET_HOURS));

    assertThat(waits).isTrue();
    assertThat(claim(now, 10)).extracting(Claim::id).doesNotContain(first.id()).hasSize(1);
    assertThat(claim(morning, 10)).extracting(Claim::id).contains(first.id());
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

  @Test
  void whatWaitsForADestinationThatIsGoneIsGivenUp() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);

    done(outbox.abandon(List.of("slack", "email", "webhook"), now.plus(Duration.ofMinutes(2))));

    assertThat(claim(now.plus(LEASE), 10)).isEmpty();
  }

  /** The running service publishes as well; whoever is first, it is told. */
  private void awaitTold(LeadId lead) {
    await().atMost(SHORT).until(() -> publishedOf(lead).isEmpty());
  }

  @Test
  void marketingIsClaimedWithTheLatestConsentThatIsKnown() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), Verb.SEND_EMAIL);
    plan(saying(fallsBackToNurture(lead), Map.of("email", false)), Verb.NOTIFY);

    Claim claim = claim(now, 10).get(0);

    assertThat(claim.objection(claim.delivery(), now).map(Verdict::reason))
        .contains(Reason.NO_CONSENT);
    record(claim, claim.objection(claim.delivery(), now).orElseThrow());
    assertThat(claim(now, 10)).singleElement().returns(null, Claim::consent);
  }

  private List<DeliveryConcluded> publishedOf(LeadId lead) {
    List<DeliveryConcluded> seen = new ArrayList<>();
    done(
        outbox.publish(
            100,
            ended -> {
              seen.addAll(ended);
              return Uni.createFrom().voidItem();
            }));
    return seen.stream().filter(ended -> ended.leadId().equals(lead)).toList();
  }

  private boolean plan(TierChange change, boolean latestWins) {
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

  private void plan(TierChange change, Verb verb) {
    PlannedDelivery planned =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            destination,
            verb,
            Map.of(),
            null,
            now,
            null,
            null,
            null);
    done(Outbox.plan(outbox, change, now, connection -> Uni.createFrom().item(List.of(planned))));
  }

  private PlannedDelivery planned(LeadId lead, boolean latestWins, Reason suppressed) {
    return new PlannedDelivery(
        PlannedDelivery.idOf(lead + "-2", "p", "a"),
        "p",
        "a",
        destination,
        Verb.NOTIFY,
        Map.of(),
        latestWins ? "notify" : null,
        now,
        null,
        null,
        suppressed);
  }

  private List<Claim> claim(Instant at, int most) {
    return done(outbox.claim(destination, most, at, at.plus(LEASE)));
  }

  private boolean record(Claim claim, Verdict verdict) {
    Attempt attempt =
        new Attempt(now, Duration.ofMillis(12), new Answer(Outcome.accepted(), 200, "ok"));
    return done(outbox.record(List.of(new Conclusion(claim, attempt, verdict, now))))
        .contains(claim.id());
  }

  private Verdict delivered() {
    return new Verdict(DeliveryState.DELIVERED, 0, now, null);
  }

  private static Verdict retry(Instant dueAt) {
    return new Verdict(DeliveryState.PENDING, 1, dueAt, Reason.TIMEOUT);
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(SHORT);
  }
}
