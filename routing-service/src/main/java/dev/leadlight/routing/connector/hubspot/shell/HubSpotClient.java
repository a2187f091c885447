package dev.leadlight.routing.connector.hubspot.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.LeadFacts;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.dialogue.shell.Talks;
import dev.leadlight.routing.connector.hubspot.HubSpotBatch;
import dev.leadlight.routing.connector.hubspot.HubSpotDialogue;
import dev.leadlight.routing.connector.hubspot.HubSpotSettings;
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
import java.util.stream.Collectors;

/** Talks to HubSpot with the token of a private app. */
@ApplicationScoped
class HubSpotClient implements Connector {

  private final Talks<HubSpotSettings> talks;
  private final Dialogues dialogues;
  private final Lines lines;
  private final Clock clock;

  HubSpotClient(Dialogues dialogues, Lines lines, Clock clock) {
    this.talks =
        new Talks<>(
            dialogues, clock, HubSpotSettings::of, HubSpotDialogue::of, HubSpotDialogue::probe);
    this.dialogues = dialogues;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "hubspot";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.UPSERT_CONTACT, Verb.CREATE_TASK, Verb.CLOSE_TASK);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return HubSpotSettings.check(settings, secrets);
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    return talks.send(delivery, destination, line(destination));
  }

  @Override
  public int batchSize(Verb verb, boolean hasRep) {
    return HubSpotBatch.takes(verb, hasRep) ? HubSpotBatch.MOST : 1;
  }

  @Override
  public Uni<Map<String, Answer>> sendAll(List<Delivery> deliveries, ReadyDestination destination) {
    HubSpotSettings settings = HubSpotSettings.of(destination.settings());
    return dialogues
        .holdAll(
            destination,
            line(destination),
            deliveries.stream().map(Delivery::id).toList(),
            () -> HubSpotBatch.of(deliveries, settings, clock.instant()))
        .map(HubSpotClient::ofEach);
  }

  private static Map<String, Answer> ofEach(Map<String, Answer> answers) {
    return answers.entrySet().stream()
        .filter(each -> !HubSpotBatch.isOfAll(each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Two inputs of one address in one call are an error there, so they go in two. */
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
    return lines.fixed(
        destination,
        VendorSettings.baseUrl(destination.settings(), "https://api.hubapi.com"),
        "Bearer " + destination.secret(HubSpotSettings.TOKEN));
  }
}
