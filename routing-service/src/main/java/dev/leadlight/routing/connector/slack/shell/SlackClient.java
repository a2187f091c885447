package dev.leadlight.routing.connector.slack.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.slack.SlackMessage;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import dev.leadlight.routing.destination.shell.BuiltInDestination;
import dev.leadlight.routing.destination.shell.Connector;
import dev.leadlight.routing.secret.SecretRef;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Posts to an incoming webhook. Slack knows no idempotency key: a repeat after a lost answer shows
 * twice, with the same delivery id in its metadata.
 */
@ApplicationScoped
class SlackClient implements Connector, BuiltInDestination {

  /** The incoming webhook's URL. */
  private static final String URL = "url";

  private final SlackConfig config;
  private final OutboundHttpClient http;

  SlackClient(SlackConfig config, OutboundHttpClient http) {
    this.config = config;
    this.http = http;
  }

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.NOTIFY);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return SettingsCheck.of(settings, secrets).secret(URL).places();
  }

  @Override
  public String id() {
    return type();
  }

  @Override
  public Optional<Destination> destination() {
    return config
        .url()
        .map(
            url ->
                Destination.builtIn(
                    type(),
                    "Slack",
                    Settings.NONE,
                    Map.of(URL, new SecretRef.Setting("leadlight.routing.slack.url"))));
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    return http.send(destination, destination.secretUrl(URL), SlackMessage.of(delivery).request());
  }
}
