package dev.leadlight.routing.assignment.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.hasSpent;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.Reps;
import dev.leadlight.routing.assignment.WorkingHours;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is given which lead: everybody has a share, and each lead is given once, in order. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class WhoseTurnItIsTest extends OwnReps {

  @Inject Desk desk;
  @Inject AssignmentConfig config;

  @Test
  void fourReplicasAtOnceGiveEachLeadOnceAndEverybodyTheirShare() {
    List<Rep> fifty = Reps.fifty().stream().map(this::own).toList();
    hire(fifty);
    List<LeadId> leads = IntStream.range(0, 320).mapToObj(i -> newLead()).toList();

    List<Uni<Void>> replicas = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LeadAssigner replica = new LeadAssigner(new RosterStore(pool), store, desk, links, config);
      List<LeadId> part = leads.subList(i * 80, (i + 1) * 80);
      replicas.add(
          Multi.createFrom()
              .iterable(part)
              .onItem()
              .transformToUniAndConcatenate(lead -> plan(replica, becomesSalesReady(lead)))
              .collect()
              .asList()
              .replaceWithVoid());
    }
    done(Uni.join().all(replicas).andFailFast());

    List<AssignmentDetail> all = mineOf();
    assertThat(all.stream().map(each -> each.assignment().leadId()))
        .containsExactlyInAnyOrderElementsOf(leads.stream().map(LeadId::value).toList());
    Map<String, Integer> assigned = new HashMap<>();
    Map<String, Double> share = new HashMap<>();
    all.forEach(each -> count(each, fifty, assigned, share));
    assertThat(assigned.values().stream().mapToInt(n -> n).sum()).isEqualTo(320);
    assertThat(share)
        .allSatisfy(
            (rep, ideal) ->
                assertThat(Math.abs(ideal - assigned.getOrDefault(rep, 0))).isLessThanOrEqualTo(1));
  }

  @Test
  void leadIsAssignedOnceHoweverOftenItComes() {
    hire(rep("a"), rep("b"));
    LeadId lead = newLead();
    done(
        Uni.join()
            .all(plan(assigner, becomesSalesReady(lead)), plan(assigner, fallsBackToNurture(lead)))
            .andFailFast());

    assertThat(states(lead)).containsExactly("assigned");
  }

  @Test
  void leadComesBackToItsRepAfterAnOutcome() {
    hire(rep("a"), rep("b"), rep("c"));
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    String rep = holder(lead);
    done(acknowledgements.conclude(lead.value(), now, "outcome"));
    assertThat(states(lead)).containsExactly("closed");

    done(plan(assigner, fallsBackToNurture(lead)));

    assertThat(holder(lead)).isEqualTo(rep);
    assertThat(newest(lead).ground()).isEqualTo("stays");
  }

  @Test
  void leadsWaitInOrderUntilSomebodyIsFree() {
    hire(own(Reps.rep("a", 1, 1, WorkingHours.always())).onDuty(false));
    LeadId cool = newLead();
    LeadId hot = newLead();
    LeadId customer = newLead();
    done(plan(assigner, fallsBackToNurture(cool)));
    done(plan(assigner, becomesSalesReady(hot)));
    done(plan(assigner, hasSpent(fallsBackToNurture(customer), 740)));
    assertThat(states(customer)).containsExactly("waiting");

    assertThat(done(store.queue(500)).stream().map(AssignmentView::leadId))
        .containsSubsequence(customer.value(), hot.value(), cool.value());
    done(reps.duty(mine.get(0), true));
    done(queue.run(now));

    assertThat(holder(customer)).isEqualTo(mine.get(0));
    assertThat(states(hot)).containsExactly("waiting");
  }

  private static void count(
      AssignmentDetail detail,
      List<Rep> fifty,
      Map<String, Integer> assigned,
      Map<String, Double> share) {
    assigned.merge(String.valueOf(detail.assignment().rep()), 1, Integer::sum);
    Set<String> free =
        detail.candidates().stream()
            .filter(c -> c.skipped() == null || c.skipped().equals("not-next"))
            .map(CandidateView::rep)
            .collect(Collectors.toSet());
    double weights =
        fifty.stream().filter(rep -> free.contains(rep.id())).mapToInt(Rep::weight).sum();
    fifty.stream()
        .filter(rep -> free.contains(rep.id()))
        .forEach(rep -> share.merge(rep.id(), rep.weight() / weights, Double::sum));
  }

  private List<AssignmentDetail> mineOf() {
    return AssignmentRows.list(
        done(
            pool.preparedQuery("select * from assignment where skill = $1")
                .execute(Tuple.of(skill))),
        AssignmentRows::detail);
  }
}
