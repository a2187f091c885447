package dev.leadlight.routing.connector.slack.shell;

import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.slack.SlackMessage;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.shell.Connector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Posts to an incoming webhook. Slack knows no idempotency key: a repeat after a lost answer shows
 * twice, with the same delivery id in its metadata.
 */
@ApplicationScoped
class SlackClient implements Connector {

  private final Optional<URI> url;
  private final OutboundHttpClient http;

  SlackClient(SlackConfig config, OutboundHttpClient http) {
    this.url = config.url();
    this.http = http;
  }

  @Override
  public String destination() {
    return "slack";
  }

  @Override
  public boolean isConfigured() {
    return url.isPresent();
  }

  @Override
  public Uni<Answer> send(Delivery delivery) {
    return http.post(url.orElseThrow(), SlackMessage.of(delivery).request());
  }
}
