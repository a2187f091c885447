package dev.leadlight.routing.delivery.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told once more: of a lead that goes to another rep, or that somebody put off. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HandedOverDeliveriesTest extends OwnDestination {

  @Inject Pool pool;

  /** Others count whose leads are whose. */
  @AfterEach
  void repsLeave() {
    for (String statement :
        List.of(
            "delete from assignment where rep_id like '%-' || $1",
            "delete from rep where id like '%-' || $1")) {
      done(pool.preparedQuery(statement).execute(Tuple.of(destination)));
    }
  }

  @Test
  void taskOfALeadThatGoesToAnotherTellsWhoHadItBefore() {
    TierChange change = becomesSalesReady(newLead());
    plan(change, Verb.CREATE_TASK, "task");
    Claim first = claim(now, 10).get(0);
    record(first, delivered());
    held(change, "passed-on", "rita");
    held(change, "assigned", "rob");

    repeat(change);

    Delivery again = claim(now, 10).get(0).delivery();
    assertThat(first.delivery().isHandOver()).isFalse();
    assertThat(again.isHandOver()).isTrue();
    assertThat(again.before()).extracting(Assignee::name).containsExactly("rita");
    assertThat(again.assignee()).isNotNull().returns("rob", Assignee::name);
  }

  @Test
  void leadThatWaitedWasNobodysBefore() {
    TierChange change = becomesSalesReady(newLead());
    plan(change, Verb.CREATE_TASK, "task");
    record(claim(now, 10).get(0), delivered());
    held(change, "assigned", "rob");

    repeat(change);

    assertThat(claim(now, 10).get(0).delivery().before()).isEmpty();
  }

  /** Else the task would be looked for before it is there. */
  @Test
  void whatIsToldOnceMoreWaitsForWhatIsBeingSent() {
    TierChange change = becomesSalesReady(newLead());
    plan(change, Verb.CREATE_TASK, "task");
    Claim first = claim(now, 10).get(0);

    repeat(change);

    assertThat(claim(now, 10)).isEmpty();
    record(first, delivered());
    assertThat(claim(now, 10)).hasSize(1);
  }

  @Test
  void snoozedLeadIsToldOfAgainUnlessThereIsLaterNews() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), Verb.NOTIFY, "notify");
    Claim old = claim(now, 10).get(0);
    record(old, delivered());
    assertThat(remind(old, "first click")).isTrue();
    plan(fallsBackToNurture(lead), Verb.NOTIFY, "notify");

    assertThat(remind(old, "second click")).isFalse();

    assertThat(claim(now.plus(Duration.ofDays(1)), 10))
        .singleElement()
        .satisfies(
            claim -> assertThat(claim.delivery().change().to()).as("latest").isEqualTo("nurture"));
  }

  private boolean remind(Claim told, String click) {
    return done(outbox.remind(told.id(), click, now, now.plus(Duration.ofHours(4))));
  }

  private void plan(TierChange change, Verb verb, String subject) {
    PlannedDelivery planned =
        new PlannedDelivery(
            PlannedDelivery.idOf(change.id(), "p", "a"),
            "p",
            "a",
            destination,
            verb,
            Map.of(),
            subject,
            now,
            null,
            null,
            null);
    done(Outbox.plan(outbox, change, now, connection -> Uni.createFrom().item(List.of(planned))));
  }

  private void repeat(TierChange change) {
    done(pool.withTransaction(connection -> outbox.repeat(connection, change.id(), "c", now)));
  }

  private void held(TierChange change, String state, String name) {
    String rep = name + "-" + destination;
    done(
        pool.preparedQuery(
                "insert into rep (id, document, assignee, departed_at, updated_at)"
                    + " values ($1, $2, $3, now(), now())")
            .execute(
                Tuple.of(
                    rep,
                    "{\"name\":\"" + name + "\",\"email\":\"" + name + "@shop.example\"}",
                    "{\"repId\":\"" + rep + "\",\"name\":\"" + name + "\",\"ids\":{}}")));
    done(
        pool.preparedQuery(
                "insert into assignment (id, lead_id, tier_change_id, action, state, rep_id, score,"
                    + " respond_within, had_it, ground, candidates, created_at, ended_at) values"
                    + " ($1, $2, $3, 'a', $4, $5, 1, 60, '{}', 'next', '[]', now(),"
                    + " case when $4 = 'passed-on' then now() end)")
            .execute(
                Tuple.of(
                    "asg_" + rep + change.id(), change.leadId().value(), change.id(), state, rep)));
  }
}
