package dev.leadlight.routing.connector.slack;

import static dev.leadlight.routing.connector.dialogue.Step.ask;

import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Delivery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What Slack is asked for one delivery by a bot, call by call.
 *
 * <pre>
 * [is it in the channel already, page by page] → post
 * </pre>
 *
 * In brackets: only if it may have been posted before. Slack knows no key to tell a repeat by, so
 * our own in the messages' metadata is looked for. Where the bot may not read the channel, the
 * message is posted once more: twice is better than never.
 */
public final class SlackDialogue {

  private static final int PAGE = 200;
  private static final int PAGES = 5;

  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Delivery delivery;
  private final SlackMessage message;
  private final String channel;

  private SlackDialogue(Delivery delivery, SlackMessage message, String channel) {
    this.delivery = delivery;
    this.message = message;
    this.channel = channel;
  }

  /**
   * The first step for a delivery.
   *
   * @param channel its id
   */
  public static Step of(Delivery delivery, SlackMessage message, String channel) {
    SlackDialogue dialogue = new SlackDialogue(delivery, message, channel);
    return delivery.isRepeat() ? dialogue.unlessPosted("", PAGES, dialogue::post) : dialogue.post();
  }

  private Step post() {
    return ask(
        HttpCall.of("/chat.postMessage", message.post(channel)),
        reply -> Step.over(SlackAnswers.outcome(reply)));
  }

  private Step unlessPosted(String cursor, int pages, Supplier<Step> otherwise) {
    return ask(
        HttpCall.get("/conversations.history?" + HttpCall.query(history(cursor))),
        reply ->
            SlackAnswers.outcome(reply)
                .fold(
                    read -> unlessOn(reply, pages, otherwise),
                    notNow -> Step.over(notNow),
                    forbidden -> otherwise.get()));
  }

  private Step unlessOn(HttpExchange page, int pages, Supplier<Step> otherwise) {
    if (isThere(page)) {
      return Step.accepted();
    }
    String next = page.json().object("response_metadata").textOr("next_cursor", "");
    return next.isEmpty() || pages == 1
        ? otherwise.get()
        : unlessPosted(next, pages - 1, otherwise);
  }

  private Map<String, String> history(String cursor) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("channel", channel);
    query.put("oldest", String.valueOf(delivery.plannedAt().minus(SKEW).getEpochSecond()));
    query.put("include_all_metadata", "true");
    query.put("limit", String.valueOf(PAGE));
    if (!cursor.isEmpty()) {
      query.put("cursor", cursor);
    }
    return query;
  }

  private boolean isThere(HttpExchange reply) {
    return reply.json().objects("messages").stream()
        .map(posted -> posted.object("metadata").object("event_payload"))
        .map(payload -> payload.textOr(SlackMessage.DELIVERY_ID, ""))
        .anyMatch(delivery.id()::equals);
  }
}
