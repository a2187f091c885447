package dev.leadlight.routing.connector.marketo.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.dialogue.shell.Talks;
import dev.leadlight.routing.connector.marketo.MarketoBatch;
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
import java.util.Map;
import java.util.Set;

/** Talks to a Marketo instance with tokens that it lends. */
@ApplicationScoped
class MarketoClient implements Connector {

  /** Of all integrations of an instance, so others are left some. */
  private static final int CALLS_AT_ONCE = 5;

  private final Talks<MarketoSettings> talks;
  private final Dialogues dialogues;
  private final Lines lines;
  private final Clock clock;

  MarketoClient(Dialogues dialogues, Lines lines, Clock clock) {
    this.talks =
        new Talks<>(
            dialogues,
            clock,
            MarketoSettings::of,
            MarketoDialogue::of,
            (settings, now) -> MarketoDialogue.probe(now));
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
    return talks.send(delivery, destination, line(destination));
  }

  @Override
  public int callsAtOnce() {
    return CALLS_AT_ONCE;
  }

  @Override
  public int batchSize(Verb verb, boolean hasRep) {
    return MarketoBatch.takes(verb) ? MarketoBatch.MOST : 1;
  }

  @Override
  public Uni<Map<String, Answer>> sendAll(List<Delivery> deliveries, ReadyDestination destination) {
    MarketoSettings settings = MarketoSettings.of(destination.settings());
    return dialogues.holdAll(
        destination,
        line(destination),
        deliveries.stream().map(Delivery::id).toList(),
        () -> MarketoBatch.of(deliveries, settings, clock.instant()));
  }

  /** Two leads of one address in one call are an error there, so they go in two. */
  @Override
  public Object batchKey(Delivery delivery) {
    return LeadFacts.of(delivery.change(), null).emailKey();
  }

  /** Reads something: that takes credentials, and leaves nothing behind. */
  @Override
  public Uni<Answer> test(Delivery sample, ReadyDestination destination) {
    return talks.test(destination, line(destination));
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
