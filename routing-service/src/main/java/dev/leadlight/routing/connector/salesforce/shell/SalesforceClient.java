package dev.leadlight.routing.connector.salesforce.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.dialogue.shell.Talks;
import dev.leadlight.routing.connector.salesforce.SalesforceDialogue;
import dev.leadlight.routing.connector.salesforce.SalesforceSettings;
import dev.leadlight.routing.connector.salesforce.SalesforceTokens;
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

/** Talks to a Salesforce organisation with tokens that it lends. */
@ApplicationScoped
class SalesforceClient implements Connector {

  private final Talks<SalesforceSettings> talks;
  private final Lines lines;
  private final SalesforceMetrics metrics;

  SalesforceClient(Dialogues dialogues, Lines lines, SalesforceMetrics metrics, Clock clock) {
    this.talks =
        new Talks<>(
            dialogues,
            clock,
            SalesforceSettings::of,
            SalesforceDialogue::of,
            SalesforceDialogue::probe);
    this.lines = lines;
    this.metrics = metrics;
  }

  @Override
  public String type() {
    return "salesforce";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.UPSERT_CONTACT, Verb.CREATE_TASK, Verb.CLOSE_TASK);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return SalesforceSettings.check(settings, secrets);
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    return talks.send(delivery, destination, line(destination));
  }

  /** Reads something: that takes credentials, and leaves nothing behind. */
  @Override
  public Uni<Answer> test(Delivery sample, ReadyDestination destination) {
    return talks.test(destination, line(destination));
  }

  private Line line(ReadyDestination destination) {
    return metrics.minding(
        destination.id(),
        lines.withTokens(
            destination,
            VendorSettings.baseUrl(destination.settings(), ""),
            SalesforceTokens.of(destination)));
  }
}
