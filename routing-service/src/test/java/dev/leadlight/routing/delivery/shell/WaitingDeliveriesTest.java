package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.entersNurture;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static dev.leadlight.routing.TierChanges.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a delivery waits for, who need not wait because of it, and what may become of it meanwhile:
 * a later change of the lead replaces it or takes its consent away, or its destination goes.
 */
@QuarkusTest
class WaitingDeliveriesTest extends OwnDestination {

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
  void retryWaitsUntilItIsDue() {
    plan(becomesSalesReady(newLead()), false);

    record(claim(now, 10).get(0), retry(now.plusSeconds(5)));

    assertThat(claim(now.plusSeconds(4), 10)).isEmpty();
    assertThat(claim(now.plusSeconds(5), 10)).singleElement().returns(1, Claim::step);
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
  void whatWaitsForADestinationThatIsGoneIsGivenUp() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), false);

    done(outbox.abandon(List.of("slack", "email", "webhook"), now.plus(Duration.ofMinutes(2))));

    assertThat(claim(now.plus(LEASE), 10)).isEmpty();
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

  private static Verdict retry(Instant dueAt) {
    return new Verdict(DeliveryState.PENDING, 1, dueAt, Reason.TIMEOUT);
  }
}
