package dev.leadlight.routing.verdict.shell;

import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.routing.assignment.Rep;
import dev.leadlight.routing.assignment.shell.AcknowledgementWorkflow;
import dev.leadlight.routing.assignment.shell.RosterStore;
import dev.leadlight.routing.connector.slack.SlackMessage;
import dev.leadlight.routing.connector.slack.shell.SlackClient;
import dev.leadlight.routing.connector.slack.shell.SlackConfig;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.verdict.Click;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a click: the outcome is told, the assignment moves on, the message says so.
 * Every step may be repeated, so a click that breaks off is simply done again.
 */
@ApplicationScoped
class ClickWorkflow {

  private static final Logger LOG = Logger.getLogger(ClickWorkflow.class);
  private static final int BATCH = 20;
  private static final String BY = "slack";

  private final ClickStore clicks;
  private final OutboxStore outbox;
  private final OutcomePublisher outcomes;
  private final RosterStore reps;
  private final AcknowledgementWorkflow assignments;
  private final Destinations destinations;
  private final SlackClient slack;
  private final SlackConfig config;
  private final Clock clock;

  ClickWorkflow(
      ClickStore clicks,
      OutboxStore outbox,
      OutcomePublisher outcomes,
      RosterStore reps,
      AcknowledgementWorkflow assignments,
      Destinations destinations,
      SlackClient slack,
      SlackConfig config,
      Clock clock) {
    this.clicks = clicks;
    this.outbox = outbox;
    this.outcomes = outcomes;
    this.reps = reps;
    this.assignments = assignments;
    this.destinations = destinations;
    this.slack = slack;
    this.config = config;
    this.clock = clock;
  }

  /** Does what is due. */
  Uni<Void> run() {
    Instant now = clock.instant();
    return clicks
        .claim(BATCH, now)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join()
                        .all(due.stream().map(this::handle).toList())
                        .andCollectFailures()
                        .replaceWithVoid());
  }

  private Uni<Void> handle(Click click) {
    return outbox
        .look(click.delivery())
        .chain(
            found ->
                found.isPresent()
                    ? answer(click, found.get().delivery())
                    : Uni.createFrom().voidItem())
        .chain(() -> clicks.done(click, clock.instant()))
        .onFailure(failure -> !Failures.isInfrastructure(failure))
        .invoke(fault -> LOG.errorf(fault, "click failed by our fault: id=%s", click.id()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> answer(Click click, Delivery delivery) {
    return reps.repAtSlack(click.user())
        .chain(rep -> act(click, delivery, rep))
        .chain(line -> settle(click, delivery, line));
  }

  /** What the message is to say of it. */
  private Uni<String> act(Click click, Delivery delivery, Optional<Rep> clicker) {
    String who = clicker.map(Rep::name).orElse("Somebody");
    String lead = delivery.change().leadId().value();
    @Nullable String rep = clicker.map(Rep::id).orElse(null);
    return switch (click.kind()) {
      case GOOD ->
          outcomes
              .publish(outcome(click, delivery, Outcome.Kind.GOOD_LEAD, rep))
              .chain(() -> acknowledge(lead, rep))
              .replaceWith(who + ": good lead");
      case NOT_READY ->
          outcomes
              .publish(outcome(click, delivery, Outcome.Kind.NOT_READY, rep))
              .chain(() -> assignments.conclude(lead, click.clickedAt(), BY))
              .replaceWith(who + ": not ready");
      case SNOOZE ->
          acknowledge(lead, rep)
              .chain(
                  () ->
                      outbox.remind(
                          delivery.id(),
                          click.id(),
                          clock.instant(),
                          click.clickedAt().plus(config.snooze())))
              .map(
                  reminded ->
                      reminded
                          ? who + " will hear of it again later"
                          : "There is later news of this lead, so this is not told again");
      case TAKE ->
          (rep == null
                  ? Uni.createFrom().item(Optional.<Rep>empty())
                  : assignments.take(lead, rep, BY))
              .map(ClickWorkflow::taken);
    };
  }

  /** Somebody who is no rep of ours can't answer for one. */
  private Uni<Optional<Rep>> acknowledge(String lead, @Nullable String rep) {
    return rep == null
        ? Uni.createFrom().item(Optional.empty())
        : assignments.acknowledge(lead, rep, BY);
  }

  /** The message's end is a courtesy: if Slack does not take it, the click counts anyhow. */
  private Uni<Void> settle(Click click, Delivery delivery, String line) {
    Optional<ReadyDestination> ready =
        destinations.find(delivery.destination()).map(setUp -> setUp.ready());
    return ready.isEmpty()
        ? Uni.createFrom().voidItem()
        : slack
            .settle(
                SlackMessage.of(delivery, !click.kind().isAnswer()).answered(line),
                ready.get(),
                click.channel(),
                click.message(),
                click.responseUrl())
            .invoke(answer -> note(click, answer))
            .replaceWithVoid();
  }

  private static void note(Click click, @Nullable Answer answer) {
    if (answer != null && !answer.outcome().code().equals("accepted")) {
      LOG.infof(
          "message stays as it was: click=%s outcome=%s", click.id(), answer.outcome().code());
    }
  }

  private static Outcome outcome(
      Click click, Delivery delivery, Outcome.Kind kind, @Nullable String rep) {
    return new Outcome(
        click.verdict(delivery.change().id()),
        delivery.change().leadId(),
        kind,
        Click.SOURCE,
        click.clickedAt(),
        null,
        null,
        null,
        rep == null ? Map.of() : Map.of("rep", rep));
  }

  private static String taken(Optional<Rep> holder) {
    return holder
        .map(rep -> rep.name() + " has taken it")
        .orElse("Nobody took it: the lead is closed, or whoever clicked is no rep of ours");
  }
}
