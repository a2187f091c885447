package dev.leadlight.routing.connector.slack.shell;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.shell.Dialogues;
import dev.leadlight.routing.connector.dialogue.shell.Line;
import dev.leadlight.routing.connector.dialogue.shell.Lines;
import dev.leadlight.routing.connector.shell.OutboundHttpClient;
import dev.leadlight.routing.connector.slack.SlackAnswers;
import dev.leadlight.routing.connector.slack.SlackDialogue;
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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an incoming webhook, or to a channel as a bot. Slack knows no idempotency key. A bot
 * looks whether a message is there before it repeats one; a webhook can't, so a repeat after a lost
 * answer shows twice.
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
  private final Dialogues dialogues;
  private final Lines lines;

  SlackClient(SlackConfig config, OutboundHttpClient http, Dialogues dialogues, Lines lines) {
    this.config = config;
    this.dialogues = dialogues;
    this.lines = lines;
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

  /** An incoming webhook says so of itself when it is revoked, or its channel archived. */
  @Override
  public boolean canBeGone(Destination destination) {
    return true;
  }

  @Override
  public Uni<Answer> send(Delivery delivery, ReadyDestination destination) {
    SlackMessage message = SlackMessage.of(delivery, config.isInteractive());
    Optional<Line> bot = bot(destination);
    return bot.isPresent()
        ? dialogues.hold(
            destination,
            bot.get(),
            () -> SlackDialogue.of(delivery, message, destination.settings().text(CHANNEL, "")))
        : http.exchange(destination, destination.secretUrl(URL), message.request())
            .map(reply -> reply.answer().as(SlackAnswers.ofWebhook(reply)));
  }

  /**
   * Puts what a message says now in the place of what it said.
   *
   * @param channel where the message stands
   * @param ts the message's id there
   * @param responseUrl of the click, good for half an hour; for those who have no token
   */
  public Uni<Answer> settle(
      SlackMessage message,
      ReadyDestination destination,
      @Nullable String channel,
      @Nullable String ts,
      @Nullable String responseUrl) {
    Optional<Line> bot = bot(destination);
    if (bot.isPresent() && channel != null && ts != null) {
      return bot.get()
          .call(HttpCall.of("/chat.update", message.update(channel, ts)))
          .map(reply -> reply.answer().as(SlackAnswers.outcome(reply)));
    }
    return responseUrl != null && SettingsCheck.isUrl(responseUrl)
        ? http.send(destination, URI.create(responseUrl), message.replacement())
        : Uni.createFrom().nullItem();
  }

  /** A connection as a bot; empty if the destination is an incoming webhook. */
  private Optional<Line> bot(ReadyDestination destination) {
    return destination
        .optionalSecret(TOKEN)
        .map(
            token ->
                lines.fixed(
                    destination,
                    destination.settings().text(API_URL, USUAL_API_URL),
                    "Bearer " + token));
  }
}
