package dev.leadlight.routing.verdict.shell;

import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.platform.kafka.Inbox;
import dev.leadlight.routing.assignment.shell.AcknowledgementWorkflow;
import dev.leadlight.routing.assignment.shell.LeadNames;
import dev.leadlight.routing.verdict.Click;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * An outcome says that somebody has dealt with the lead: a completed task or closed deal in the CRM
 * as well as a verdict. Good leads stay with their rep; with all others, nothing is left to do. A
 * deal that is reopened is its rep's already, who needs no telling. What happened before a lead
 * came back, such as last year's deals filled in, says nothing of today.
 *
 * <p>Whom a good verdict from Slack answers for was decided with the click ({@link ClickWorkflow}):
 * a colleague's says nothing of whether the rep is on it.
 */
@ApplicationScoped
public class OutcomeConsumer {

  private static final String BY = "outcome";

  private final Inbox inbox;
  private final LeadNames names;
  private final AcknowledgementWorkflow assignments;

  OutcomeConsumer(Inbox inbox, LeadNames names, AcknowledgementWorkflow assignments) {
    this.inbox = inbox;
    this.names = names;
    this.assignments = assignments;
  }

  @Incoming("outcomes")
  public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
    return inbox.take(record, Outcome.class, this::take);
  }

  private Uni<Void> take(Outcome outcome) {
    return switch (outcome.kind()) {
      case GOOD_LEAD ->
          Click.isToldBy(outcome)
              ? Uni.createFrom().voidItem()
              : lead(outcome)
                  .chain(lead -> assignments.acknowledgeFor(lead, outcome.occurredAt(), BY));
      case WON, LOST, NOT_READY ->
          lead(outcome).chain(lead -> assignments.conclude(lead, outcome.occurredAt(), BY));
      case REOPENED, SURVEY_ANSWER -> Uni.createFrom().voidItem();
    };
  }

  private Uni<String> lead(Outcome outcome) {
    return names.leadKnownAs(outcome.leadId().value());
  }
}
