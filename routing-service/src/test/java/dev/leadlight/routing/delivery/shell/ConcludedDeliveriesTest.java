package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.delivery.DeliveryConcluded;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.Records;
import dev.leadlight.routing.delivery.DeadLetters;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** How a delivery ends: whose word counts, that the end is told, and how it begins once more. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ConcludedDeliveriesTest extends OwnDestination {

  @Inject DeadLetterStore deadLetters;
  @Inject Pool pool;

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

  @Test
  void deadDeliveryIsReplayedFromTheStartWithoutADeadline() {
    plan(becomesSalesReady(newLead()), true);
    Claim claim = claim(now, 10).get(0);
    record(claim, new Verdict(DeliveryState.DEAD, 3, now, Reason.GONE));

    assertThat(done(deadLetters.replay(claim.id(), now)))
        .contains(new DeadLetterStore.Replay(destination, false));
    assertThat(claim(now, 10))
        .singleElement()
        .returns(claim.id(), Claim::id)
        .returns(0, Claim::step)
        .returns(null, Claim::expiresAt);
    assertThat(done(deadLetters.replay(claim.id(), now))).isEmpty();
  }

  @Test
  void whatALaterChangeHasReplacedIsNotReplayed() {
    LeadId replaced = newLead();
    String old = deadOf(becomesSalesReady(replaced));
    LeadId current = newLead();
    String latest = deadOf(becomesSalesReady(current));
    plan(fallsBackToNurture(replaced), true);
    record(claim(now, 1).get(0), delivered());

    assertThat(
            done(deadLetters.replay(new DeadLetters(destination, null, null, null, null), 9, now)))
        .extracting(DeadLetterStore.Replay::superseded)
        .containsExactlyInAnyOrder(true, false);
    assertThat(claim(now, 10)).extracting(Claim::id).containsExactly(latest);
    assertThat(
            done(pool.preparedQuery("select state, reason from delivery where id = $1")
                    .execute(Tuple.of(old)))
                .iterator()
                .next())
        .returns("superseded", row -> row.getString("state"))
        .returns("superseded", row -> row.getString("reason"));
  }

  @Test
  void whatALaterChangeHasReplacedIsNotReplayedAloneEither() {
    LeadId lead = newLead();
    String old = deadOf(becomesSalesReady(lead));
    plan(fallsBackToNurture(lead), true);
    record(claim(now, 1).get(0), delivered());

    assertThat(done(deadLetters.replay(old, now)))
        .contains(new DeadLetterStore.Replay(destination, true));
    assertThat(claim(now, 10)).isEmpty();
  }

  @Test
  void factsAreReplayedWhateverCameLater() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);
    Claim fact = claim(now, 1).get(0);
    record(fact, new Verdict(DeliveryState.DEAD, 0, now, Reason.REJECTED));
    plan(fallsBackToNurture(lead), false);
    record(claim(now, 1).get(0), delivered());

    done(deadLetters.replay(fact.id(), now));
    assertThat(claim(now, 10)).extracting(Claim::id).containsExactly(fact.id());
  }

  private String deadOf(TierChange change) {
    plan(change, true);
    Claim claim = claim(now, 1).get(0);
    record(claim, new Verdict(DeliveryState.DEAD, 0, now, Reason.REJECTED));
    return claim.id();
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
  void theEndTellsWhatKindOfDestinationItWas() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);
    record(claim(now, 1).get(0), delivered());

    assertThat(endsOf(lead)).extracting(DeliveryConcluded::destinationType).contains("zapier");
  }

  /** What would be told if the destination were set up by API: the service, beside, sees none. */
  private List<DeliveryConcluded> endsOf(LeadId lead) {
    return done(
            pool.withTransaction(
                connection ->
                    connection
                        .preparedQuery(
                            "insert into destination (id, type, name, settings, enabled,"
                                + " changed_at) values ($1, 'zapier', 'Zap', '{}', true, now())")
                        .execute(Tuple.of(destination))
                        .chain(
                            () ->
                                connection
                                    .preparedQuery(
                                        "insert into untold (delivery_id) select id from delivery"
                                            + " where destination = $1")
                                    .execute(Tuple.of(destination)))
                        .chain(
                            () ->
                                connection
                                    .preparedQuery(OutboxSql.TAKE_UNTOLD)
                                    .execute(Tuple.of(200)))
                        .map(rows -> OutboxRows.list(rows, OutboxRows::concluded))
                        .call(
                            () ->
                                connection
                                    .preparedQuery("delete from destination where id = $1")
                                    .execute(Tuple.of(destination)))))
        .stream()
        .filter(ended -> ended.leadId().equals(lead))
        .toList();
  }

  /** The running service publishes as well; whoever is first, it is told. */
  private void awaitTold(LeadId lead) {
    await().atMost(SHORT).until(() -> !publishedOf(lead).isEmpty() || !inKafka(lead).isEmpty());
  }

  private static List<ConsumerRecord<String, byte[]>> inKafka(LeadId lead) {
    return Records.in(Topics.DELIVERIES, record -> lead.value().equals(record.key()));
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
}
