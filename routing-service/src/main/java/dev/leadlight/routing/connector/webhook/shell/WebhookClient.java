package dev.leadlight.routing.connector.webhook.shell;

import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.webhook.TierChangedEvent;
import dev.leadlight.routing.connector.webhook.WebhookKey;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.shell.Connector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Posts signed events. The delivery's id is the message id, so receivers can drop repeats. */
@ApplicationScoped
class WebhookClient implements Connector {

  private final Optional<URI> url;
  private final List<WebhookKey> keys;
  private final OutboundHttpClient http;
  private final Clock clock;

  WebhookClient(WebhookConfig config, OutboundHttpClient http, Clock clock) {
    this.url = config.url();
    this.keys =
        Stream.of(config.secret(), config.previousSecret())
            .flatMap(Optional::stream)
            .map(WebhookKey::parse)
            .toList();
    if (url.isPresent() && config.secret().isEmpty()) {
      throw new IllegalStateException(
          "leadlight.routing.webhook.url needs leadlight.routing.webhook.secret");
    }
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String destination() {
    return "webhook";
  }

  @Override
  public boolean isConfigured() {
    return url.isPresent();
  }

  @Override
  public Uni<Answer> send(Delivery delivery) {
    return http.post(
        url.orElseThrow(), TierChangedEvent.of(delivery).request(keys, clock.instant()));
  }
}
