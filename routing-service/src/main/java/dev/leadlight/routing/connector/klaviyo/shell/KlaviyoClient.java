package dev.leadlight.routing.connector.klaviyo.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.dialogue.shell.Talks;
import dev.leadlight.routing.connector.klaviyo.KlaviyoDialogue;
import dev.leadlight.routing.connector.klaviyo.KlaviyoSettings;
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

/** Talks to Klaviyo with a private key. */
@ApplicationScoped
class KlaviyoClient implements Connector {

  private final Talks<KlaviyoSettings> talks;
  private final Lines lines;

  KlaviyoClient(Dialogues dialogues, Lines lines, Clock clock) {
    this.talks =
        new Talks<>(
            dialogues,
            clock,
            KlaviyoSettings::of,
            (delivery, settings, now) -> KlaviyoDialogue.of(delivery, settings),
            (settings, now) -> KlaviyoDialogue.probe(settings));
    this.lines = lines;
  }

  @Override
  public String type() {
    return "klaviyo";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.UPSERT_PROFILE, Verb.TRACK_EVENT, Verb.ADD_TO_LIST, Verb.REMOVE_FROM_LIST);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return KlaviyoSettings.check(settings, secrets);
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
    return lines.fixed(
        destination,
        VendorSettings.baseUrl(destination.settings(), "https://a.klaviyo.com/api"),
        "Klaviyo-API-Key " + destination.secret(KlaviyoSettings.API_KEY));
  }
}
