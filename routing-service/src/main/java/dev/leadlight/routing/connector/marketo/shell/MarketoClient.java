package dev.leadlight.routing.connector.marketo.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.marketo.MarketoDialogue;
import dev.leadlight.routing.connector.marketo.MarketoSettings;
import dev.leadlight.routing.connector.marketo.MarketoTokens;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.shell.Connector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Talks to a Marketo instance with tokens that it lends. */
@ApplicationScoped
class MarketoClient implements Connector {

  private final Dialogues dialogues;
  private final Lines lines;
  private final Clock clock;

  MarketoClient(Dialogues dialogues, Lines lines, Clock clock) {
    this.dialogues = dialogues;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "marketo";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(
        Verb.UPSERT_PROFILE, Verb.ADD_TO_LIST, Verb.REMOVE_FROM_LIST, Verb.TRIGGER_CAMPAIGN);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return MarketoSettings.check(settings, secrets);
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    MarketoSettings settings = MarketoSettings.of(destination.settings());
    return dialogues.hold(
        destination,
        line(destination),
        () -> MarketoDialogue.of(delivery, settings, clock.instant()));
  }

  /** Reads something: that takes credentials, and leaves nothing behind. */
  @Override
  public Uni<Answer> test(Delivery sample, ReadyDestination destination) {
    return dialogues.hold(
        destination, line(destination), () -> MarketoDialogue.probe(clock.instant()));
  }

  private Line line(ReadyDestination destination) {
    return lines.withTokens(
        destination,
        VendorSettings.baseUrl(destination.settings(), ""),
        new MarketoTokens(
            destination.settings().text(MarketoSettings.CLIENT_ID, ""),
            destination.secret(MarketoSettings.CLIENT_SECRET)));
  }
}
