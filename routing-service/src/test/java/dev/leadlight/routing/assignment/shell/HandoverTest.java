package dev.leadlight.routing.assignment.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.platform.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Leads that change hands because people say so. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HandoverTest extends OwnReps {

  @Inject HandoverWorkflow handovers;

  @Test
  void whatARepGivesBackIsTheNextOnes() {
    hire(rep("a"), rep("b"));
    LeadId lead = given();
    String first = holder(lead);

    done(handovers.handBack(assignment(lead)));

    assertThat(holder(lead)).isEqualTo(otherThan(first));
    assertThat(states(lead)).containsExactly("assigned", "passed-on");
  }

  @Test
  void anOperatorGivesALeadToWhomeverTheyChoose() {
    hire(rep("a"), rep("b").onDuty(false));
    LeadId lead = given();

    done(handovers.reassign(assignment(lead), mine.get(1)));

    assertThat(holder(lead)).isEqualTo(mine.get(1));
    assertThatThrownBy(() -> done(handovers.reassign(assignment(lead), "nobody")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no such rep");
    assertThat(holder(lead)).isEqualTo(mine.get(1));
  }

  @Test
  void withoutAChoiceTheRotationChooses() {
    hire(rep("a"), rep("b"));
    LeadId lead = given();
    String first = holder(lead);

    done(handovers.reassign(assignment(lead), null));

    assertThat(holder(lead)).isEqualTo(otherThan(first));
  }

  @Test
  void whatWaitsIsGivenAndCannotBeGivenBack() {
    hire(rep("a").onDuty(false));
    LeadId lead = given();
    assertThat(states(lead)).containsExactly("waiting");

    assertThatThrownBy(() -> done(handovers.handBack(assignment(lead))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("it waits");
    done(handovers.reassign(assignment(lead), mine.get(0)));

    assertThat(states(lead)).containsExactly("assigned");
    assertThat(holder(lead)).isEqualTo(mine.get(0));
  }

  @Test
  void whatHasEndedStaysSo() {
    hire(rep("a"), rep("b"));
    LeadId lead = given();
    done(acknowledgements.conclude(lead.value(), now, "outcome"));

    assertThatThrownBy(() -> done(handovers.reassign(assignment(lead), null)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has ended");
    assertThat(states(lead)).containsExactly("closed");
  }

  private LeadId given() {
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    return lead;
  }

  private String assignment(LeadId lead) {
    return newest(lead).assignment().id();
  }

  private String otherThan(String rep) {
    return mine.stream().filter(id -> !id.equals(rep)).findFirst().orElseThrow();
  }
}
