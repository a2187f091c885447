package dev.leadlight.routing.assignment.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.knownBy;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Standing;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Attempt;
import dev.leadlight.routing.delivery.DeliveryState;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.Verdict;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.Conclusion;
import dev.leadlight.routing.playbook.Action;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a lead that somebody has: told, acknowledged, passed on, released. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class OpenAssignmentTest extends OwnReps {

  @Inject RosterStore rosters;

  @Test
  void silentRepIsParkedAndTheLeadGoesOnAndTheNextOneIsTold() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String silent = holder(lead);
    assertThat(assignee(deliver(lead))).isEqualTo(silent);

    done(queue.run(now.plus(Duration.ofHours(1))));
    assertThat(holder(lead)).as("still in time").isEqualTo(silent);
    done(queue.run(now.plus(Duration.ofHours(3))));

    assertThat(holder(lead)).isNotEqualTo(silent);
    assertThat(standing(silent).parked()).isTrue();
    assertThat(standing(silent).owed() + standing(holder(lead)).owed()).isEqualTo(0);
    assertThat(assignee(Objects.requireNonNull(claim()))).isEqualTo(holder(lead));
    assertThat(claim()).as("told once more, not twice").isNull();
    done(reps.duty(silent, true));
    assertThat(standing(silent).parked()).isFalse();
  }

  @Test
  void silentRepWhoAnswersWhileTheLeadStillWaitsHasItAgain() {
    hire(rep("a"), rep("b").onDuty(false));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String late = holder(lead);
    String bystander = mine.get(1);
    done(queue.run(now.plus(Duration.ofHours(3))));
    assertThat(states(lead)).containsExactly("waiting", "passed-on");

    assertThat(done(acknowledgements.acknowledge(lead.value(), bystander, "slack")))
        .as("it never was the bystander's")
        .isEmpty();
    assertThat(done(acknowledgements.acknowledge(lead.value(), late, "email")).map(Rep::id))
        .contains(late);

    assertThat(states(lead)).containsExactly("acknowledged", "passed-on");
    assertThat(holder(lead)).isEqualTo(late);
    assertThat(standing(late).parked()).isFalse();
    done(acknowledgements.acknowledge(lead.value(), late, "email"));
    assertThat(states(lead)).as("again").containsExactly("acknowledged", "passed-on");
  }

  @Test
  void acknowledgedLeadStays() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String rep = holder(lead);

    assertThat(done(acknowledgements.acknowledge(lead.value(), "nobody", "email")).map(Rep::id))
        .as("says whose it is")
        .contains(rep);
    assertThat(states(lead)).containsExactly("assigned");
    assertThat(done(acknowledgements.acknowledge(lead.value(), rep, "email")).map(Rep::id))
        .contains(rep);
    done(queue.run(now.plus(Duration.ofHours(3))));

    assertThat(holder(lead)).isEqualTo(rep);
    assertThat(states(lead)).containsExactly("acknowledged");
  }

  @Test
  void whoWantsALeadTakesItUnlessSomebodyIsAtIt() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String first = holder(lead);
    String other = mine.stream().filter(id -> !id.equals(first)).findFirst().orElseThrow();

    assertThat(done(acknowledgements.take(lead.value(), other, "slack")).map(Rep::id))
        .contains(other);
    assertThat(done(acknowledgements.take(lead.value(), first, "slack")).map(Rep::id))
        .contains(other);
    assertThat(states(lead)).containsExactly("acknowledged", "passed-on");
    assertThat(holder(lead)).isEqualTo(other);
  }

  @Test
  void whoKnowsALeadByAnotherIdMeansItsOpenAssignment() {
    hire(rep("a"));
    Identity ann = new Identity(IdentityKind.EMAIL, "ann@" + skill + ".example");
    Identity cookie = new Identity(IdentityKind.ANONYMOUS, skill);
    LeadId before = new LeadId(links.hidden(List.of(cookie)).get(0));
    LeadId after = newLead();
    done(plan(assigner, knownBy(becomesSalesReady(before), cookie)));

    assertThat(meant(before)).isEqualTo(before.value());
    assertThat(meant(after)).as("unknown so far").isEqualTo(after.value());
    Action nothing = Action.of("release", Verb.ASSIGN, null).with(Map.of("rep", "nobody"));
    done(plan(assigner, knownBy(fallsBackToNurture(after), ann, cookie), nothing));
    assertThat(meant(after)).as("has taken the other in").isEqualTo(before.value());

    done(acknowledgements.conclude(before.value(), now, "outcome"));
    LeadId third = newLead();
    done(plan(assigner, knownBy(becomesSalesReady(third), ann)));
    assertThat(meant(new LeadId(links.hidden(List.of(ann)).get(0))))
        .as("key of an identity")
        .isEqualTo(third.value());
  }

  private String meant(LeadId id) {
    return done(names.leadKnownAs(id.value()));
  }

  @Test
  void departingRepLeavesTheLeadsToOthers() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String gone = holder(lead);

    assertThat(done(reps.depart(gone))).isEqualTo(1);
    assertThat(holder(lead)).isNotEqualTo(gone);
    done(reps.depart(holder(lead)));

    assertThat(states(lead)).containsExactly("waiting", "passed-on", "passed-on");
    Orphans orphans = done(rosters.read().chain(store::orphans));
    assertThat(orphans.unserved()).isPositive();
    assertThat(orphans.abandoned()).isZero();
  }

  @Test
  void nobodyNeedsToActOnALeadThatHasCooledDown() {
    hire(rep("a"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));

    Action release = Action.of("release", Verb.ASSIGN, null).with(Map.of("rep", "nobody"));
    done(plan(assigner, fallsBackToNurture(lead), release));

    assertThat(newest(lead).assignment().endReason()).isEqualTo("released");
  }

  private Claim deliver(LeadId lead) {
    Claim claim = Objects.requireNonNull(claim());
    assertThat(claim.leadId()).isEqualTo(lead.value());
    Attempt attempt =
        new Attempt(now, Duration.ofMillis(12), new Answer(Outcome.accepted(), 200, "ok"));
    Verdict delivered = new Verdict(DeliveryState.DELIVERED, 0, now, null);
    done(outbox.record(List.of(new Conclusion(claim, attempt, delivered, now))));
    return claim;
  }

  private @Nullable Claim claim() {
    Instant later = now.plus(Duration.ofHours(4));
    List<Claim> claims = done(outbox.claim(destination, 1, later, later.plusSeconds(600)));
    return claims.isEmpty() ? null : claims.get(0);
  }

  private static String assignee(Claim claim) {
    Assignee assignee = claim.delivery().assignee();
    return assignee == null ? "nobody" : assignee.repId();
  }

  private Standing standing(String rep) {
    return done(rosters.read()).standings().getOrDefault(rep, Standing.NEW);
  }
}
