package dev.leadlight.routing.connector.webhook.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.webhook.TierChangedEvent;
import dev.leadlight.routing.connector.webhook.WebhookKey;
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
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Posts signed events. The delivery's id is the message id, so receivers can drop repeats. */
@ApplicationScoped
class WebhookClient implements Connector, BuiltInDestination {

  private static final String URL = "url";
  private static final String SECRET = "secret";
  private static final String PREVIOUS_SECRET = "previousSecret";

  private final WebhookConfig config;
  private final OutboundHttpClient http;
  private final Clock clock;

  WebhookClient(WebhookConfig config, OutboundHttpClient http, Clock clock) {
    this.config = config;
    if (config.url().isPresent() && config.secret().isEmpty()) {
      throw new IllegalStateException(
          "leadlight.routing.webhook.url needs leadlight.routing.webhook.secret");
    }
    Stream.of(config.secret(), config.previousSecret())
        .flatMap(Optional::stream)
        .forEach(WebhookKey::parse);
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.NOTIFY);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    return SettingsCheck.of(settings, secrets)
        .url(URL, true)
        .secret(SECRET)
        .optionalSecret(PREVIOUS_SECRET)
        .places();
  }

  @Override
  public String id() {
    return type();
  }

  @Override
  public Optional<Destination> destination() {
    return config.url().map(this::builtIn);
  }

  private Destination builtIn(URI url) {
    Map<String, SecretRef> secrets = new HashMap<>();
    secrets.put(SECRET, new SecretRef.Setting("leadlight.routing.webhook.secret"));
    if (config.previousSecret().isPresent()) {
      secrets.put(
          PREVIOUS_SECRET, new SecretRef.Setting("leadlight.routing.webhook.previous-secret"));
    }
    return Destination.builtIn(
        type(), "Generic webhook", new Settings(Map.of(URL, url.toString())), secrets);
  }

  @Override
  public boolean canBeGone(Destination destination) {
    return true;
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    URI url = destination.settings().uri(URL).orElseThrow();
    List<WebhookKey> keys =
        Stream.of(SECRET, PREVIOUS_SECRET)
            .map(destination::optionalSecret)
            .flatMap(Optional::stream)
            .map(WebhookKey::parse)
            .toList();
    return http.send(
        destination, url, TierChangedEvent.of(delivery).request(keys, clock.instant()));
  }
}
