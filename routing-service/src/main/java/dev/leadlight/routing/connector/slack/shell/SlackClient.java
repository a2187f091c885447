package dev.leadlight.routing.connector.slack.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.slack.SlackAnswers;
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
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an incoming webhook, or to a channel as a bot. Slack knows no idempotency key: a repeat
 * after a lost answer shows twice, with the same delivery id in its metadata.
 */
@ApplicationScoped
public class SlackClient implements Connector, BuiltInDestination {

  /** The incoming webhook's URL. */
  private static final String URL = "url";

  /** The bot's token, and the channel's id it needs. */
  private static final String TOKEN = "token";

  private static final String CHANNEL = "channel";
  private static final String API_URL = "apiUrl";
  private static final String USUAL_API_URL = "https://slack.com/api";

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
    boolean bot = secrets.contains(TOKEN);
    SettingsCheck check = SettingsCheck.of(settings, secrets).url(API_URL, false);
    return bot
        ? check.required(CHANNEL).optionalSecret(TOKEN).places()
        : check.secret(URL).places();
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

  /** An incoming webhook says so of a channel that is archived. */
  @Override
  public boolean canBeGone(Destination destination) {
    return true;
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    SlackMessage message = SlackMessage.of(delivery, config.isInteractive());
    Optional<String> token = destination.optionalSecret(TOKEN);
    return token.isPresent()
        ? call(
            destination,
            "chat.postMessage",
            message.post(token.get(), destination.settings().text(CHANNEL, "")))
        : http.send(destination, destination.secretUrl(URL), message.request());
  }

  /**
   * Shows in a message what became of it.
   *
   * @param channel where the message stands
   * @param ts the message's id there
   * @param responseUrl of the click, good for half an hour; for those who have no token
   */
  public Uni<Answer> settle(
      Delivery delivery,
      ReadyDestination destination,
      String line,
      @Nullable String channel,
      @Nullable String ts,
      @Nullable String responseUrl) {
    SlackMessage message = SlackMessage.of(delivery, false).answered(line);
    Optional<String> token = destination.optionalSecret(TOKEN);
    if (token.isPresent() && channel != null && ts != null) {
      return call(destination, "chat.update", message.update(token.get(), channel, ts));
    }
    return responseUrl != null && SettingsCheck.isUrl(responseUrl)
        ? http.send(destination, URI.create(responseUrl), message.replacement())
        : Uni.createFrom().nullItem();
  }

  private Uni<Answer> call(ReadyDestination destination, String method, HttpMessage message) {
    URI url = URI.create(destination.settings().text(API_URL, USUAL_API_URL) + "/" + method);
    return http.exchange(destination, url, message).map(SlackClient::judged);
  }

  private static Answer judged(HttpExchange exchange) {
    Answer answer = exchange.answer();
    return exchange.accepted() ? answer.as(SlackAnswers.classify(read(exchange.body()))) : answer;
  }

  private static @Nullable Payload read(String body) {
    try {
      return Payload.of(ContractJson.mapper().readValue(body, Object.class));
    } catch (IOException notJson) {
      return null;
    }
  }
}
