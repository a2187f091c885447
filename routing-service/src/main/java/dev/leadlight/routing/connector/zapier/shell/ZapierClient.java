package dev.leadlight.routing.connector.zapier.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.VendorSettings;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.zapier.Subscription;
import dev.leadlight.routing.connector.zapier.ZapierEvent;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.Settings;
import dev.leadlight.routing.destination.SettingsCheck;
import dev.leadlight.routing.destination.shell.Connector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Posts to Zaps. One that was switched on by REST hook keeps its address with its subscription (one
 * more round trip) and unsubscribes by answering 410; others are given theirs as a secret.
 */
@ApplicationScoped
class ZapierClient implements Connector {

  static final String TYPE = "zapier";

  private static final String URL = "url";
  private static final String LEAD_LINK = "leadLink";

  private final OutboundHttpClient http;
  private final SubscriptionStore subscriptions;

  ZapierClient(OutboundHttpClient http, SubscriptionStore subscriptions) {
    this.http = http;
    this.subscriptions = subscriptions;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<Verb> verbs() {
    return Set.of(Verb.NOTIFY);
  }

  @Override
  public List<Place> checkSettings(Settings settings, Set<String> secrets) {
    SettingsCheck check =
        Subscription.check(SettingsCheck.of(settings, secrets)).optional(LEAD_LINK);
    return (Subscription.of(settings) == null ? check.secret(URL) : check.optionalSecret(URL))
        .places();
  }

  /** One that has subscribed is unsubscribed instead. */
  @Override
  public boolean canBeGone(Destination destination) {
    return destination.secrets().containsKey(URL);
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    HttpMessage message =
        HttpMessage.json(ZapierEvent.of(delivery, VendorSettings.link(destination.settings())));
    return destination.optionalSecret(URL).isPresent()
        ? http.send(destination, destination.secretUrl(URL), message)
        : subscriptions
            .target(destination.id())
            .chain(target -> send(destination, target, message));
  }

  private Uni<Answer> send(
      ReadyDestination destination, Optional<String> target, HttpMessage message) {
    return target
        .map(url -> http.send(destination, URI.create(url), message))
        .orElseGet(() -> Uni.createFrom().item(Answer.of(Outcome.refused(Reason.GONE))))
        .call(answer -> unsubscribeIfGone(destination, answer));
  }

  private Uni<Void> unsubscribeIfGone(ReadyDestination destination, Answer answer) {
    return answer.outcome().equals(Outcome.refused(Reason.GONE))
        ? subscriptions.unsubscribe(destination.id())
        : Uni.createFrom().voidItem();
  }
}
