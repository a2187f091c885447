package dev.leadlight.routing.assignment.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.routing.verdict.Click;
import dev.leadlight.routing.verdict.shell.OutcomeConsumer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What outcomes do to a lead that has become somebody's a moment ago. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class ToldOutcomesTest extends OwnReps {

  @Inject OutcomeConsumer consumer;

  @Test
  void outcomeEndsWhatIsOpenEvenIfOnlyItsDateIsTold() {
    assertThat(states(after(Outcome.Kind.WON, Duration.ZERO))).containsExactly("closed");
    assertThat(states(after(Outcome.Kind.NOT_READY, Duration.ofHours(20))))
        .containsExactly("closed");
    assertThat(states(after(Outcome.Kind.GOOD_LEAD, Duration.ofHours(20))))
        .containsExactly("acknowledged");
  }

  @Test
  void whatWasSaidBeforeTheLeadCameBackSaysNothingOfToday() {
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      assertThat(states(after(kind, Duration.ofDays(365))))
          .as("%s", kind)
          .containsExactly("assigned");
    }
  }

  /** Whose the lead is was asked when the click came; a colleague's is no answer for the rep. */
  @Test
  void goodVerdictFromSlackAnswersForNobodyElse() {
    Click click =
        new Click("slack-1", Click.Kind.GOOD, "dlv_1", "U-COLLEAGUE", null, null, null, now);

    assertThat(
            states(after(Outcome.Kind.GOOD_LEAD, Duration.ZERO, "slack", click.verdict("chg_1"))))
        .containsExactly("assigned");
    assertThat(states(after(Outcome.Kind.GOOD_LEAD, Duration.ZERO, "slack", "of-another-app")))
        .containsExactly("acknowledged");
  }

  /** A lead that is somebody's, after it was told what was said of it so long ago. */
  private LeadId after(Outcome.Kind kind, Duration ago) {
    return after(kind, ago, "hubspot", "out_" + UUID.randomUUID());
  }

  private LeadId after(Outcome.Kind kind, Duration ago, String source, String id) {
    if (mine.isEmpty()) {
      hire(rep("a"));
    }
    LeadId lead = newLead();
    done(plan(assigner, becomesSalesReady(lead)));
    Outcome outcome =
        new Outcome(id, lead, kind, source, now.minus(ago), null, null, null, Map.of());
    done(
        consumer.on(
            new ConsumerRecord<>(
                Topics.OUTCOMES.name(), 0, 0, lead.value(), ContractJson.write(outcome))));
    return lead;
  }
}
