package dev.leadlight.routing.connector.slack;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.delivery.Assignee;
import dev.leadlight.routing.delivery.Delivery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Slack channel is told: a message by Block Kit within its limits, with a plain text for
 * notifications and metadata for programs that read the channel.
 *
 * @param text what notifications show
 */
public record SlackMessage(String text, List<Block> blocks, Map<String, Object> metadata) {

  public SlackMessage {
    blocks = List.copyOf(blocks);
  }

  /** Longest header; sections and fields have limits of their own. */
  private static final int HEADER = 150;

  private static final int SECTION = 3000;
  private static final int FIELD = 2000;
  private static final int REASONS = 8;

  /** Member of a message's metadata. */
  static final String DELIVERY_ID = "deliveryId";

  /** What a button means; its {@code action_id}. */
  public static final String GOOD = "lead_good";

  public static final String NOT_READY = "lead_not_ready";
  public static final String SNOOZE = "lead_snooze";
  public static final String TAKE = "lead_take";

  /** One block; which members are there depends on its type. */
  public record Block(
      String type,
      @Nullable Text text,
      @Nullable List<Text> fields,
      @Nullable List<Object> elements) {

    static Block section(Text text) {
      return new Block("section", text, null, null);
    }
  }

  /** Text, {@code plain_text} or {@code mrkdwn}, with data escaped. */
  public record Text(String type, String text) {}

  /**
   * The message for a delivery.
   *
   * @param interactive whether clicks come back to us: then a lead that is worth a call has buttons
   */
  public static SlackMessage of(Delivery delivery, boolean interactive) {
    TierChange change = delivery.change();
    String headline = Wording.headline(change);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block("header", new Text("plain_text", escaped(headline, HEADER)), null, null));
    blocks.add(new Block("section", null, fields(delivery), null));
    blocks.add(Block.section(new Text("mrkdwn", why(change))));
    if (interactive && change.direction() == Direction.UP) {
      blocks.add(new Block("actions", null, null, buttons(delivery.id())));
    }
    return new SlackMessage(escaped(headline, SECTION), blocks, metadata(delivery));
  }

  /** The same after somebody has clicked: a line below says what came of it. */
  public SlackMessage answered(String line) {
    List<Block> settled = new ArrayList<>(blocks);
    settled.add(
        new Block("context", null, null, List.of(new Text("mrkdwn", escaped(line, FIELD)))));
    return new SlackMessage(text, settled, metadata);
  }

  /** The call of an incoming webhook. */
  public HttpMessage request() {
    return HttpMessage.json(this);
  }

  /** The call of {@code chat.postMessage}. */
  public HttpMessage post(String channel) {
    Map<String, Object> body = body();
    body.put("channel", channel);
    body.put("unfurl_links", false);
    body.put("metadata", metadata);
    return HttpMessage.json(body);
  }

  /** The call of {@code chat.update}: without blocks it would remove them. */
  public HttpMessage update(String channel, String ts) {
    Map<String, Object> body = body();
    body.put("channel", channel);
    body.put("ts", ts);
    return HttpMessage.json(body);
  }

  /** The call of a click's {@code response_url}. */
  public HttpMessage replacement() {
    Map<String, Object> body = body();
    body.put("replace_original", true);
    return HttpMessage.json(body);
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text);
    body.put("blocks", blocks);
    return body;
  }

  private static List<Object> buttons(String delivery) {
    return List.of(
        button(GOOD, "Good lead", delivery, "primary"),
        button(NOT_READY, "Not ready", delivery, null),
        button(SNOOZE, "Snooze", delivery, null),
        button(TAKE, "I take it", delivery, null));
  }

  private static Map<String, Object> button(
      String action, String label, String delivery, @Nullable String style) {
    Map<String, Object> button = new LinkedHashMap<>();
    button.put("type", "button");
    button.put("action_id", action);
    button.put("text", new Text("plain_text", label));
    button.put("value", delivery);
    if (style != null) {
      button.put("style", style);
    }
    return button;
  }

  private static List<Text> fields(Delivery delivery) {
    TierChange change = delivery.change();
    return Stream.of(
            field("Score", Wording.score(change)),
            field("Tier", change.from() + " → " + change.to()),
            field("Contact", contact(change.contact())),
            rep(delivery.assignee()))
        .filter(field -> !field.text().endsWith("\n"))
        .toList();
  }

  /** A mention, so that Slack tells the rep; a name if we don't know who that is there. */
  private static Text rep(@Nullable Assignee assignee) {
    String user = assignee == null ? null : assignee.ids().get("slack");
    return user != null && user.matches("[A-Z0-9]+")
        ? new Text("mrkdwn", "*Rep*\n<@" + user + ">")
        : field("Rep", assignee == null ? "" : assignee.name());
  }

  private static Text field(String label, String value) {
    String title = "*" + label + "*\n";
    return new Text("mrkdwn", title + escaped(value, FIELD - title.length()));
  }

  private static String contact(Contact contact) {
    return Stream.of(contact.email(), contact.phone())
        .filter(value -> value != null && !value.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static String why(TierChange change) {
    List<String> reasons = Wording.reasons(change, REASONS);
    String title = "*Why*\n";
    return reasons.isEmpty()
        ? title + "No points are left."
        : title
            + escaped(
                reasons.stream().map(reason -> "• " + reason).collect(Collectors.joining("\n")),
                SECTION - title.length());
  }

  private static Map<String, Object> metadata(Delivery delivery) {
    TierChange change = delivery.change();
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put(DELIVERY_ID, delivery.id());
    payload.put("leadId", change.leadId().value());
    payload.put("identities", Wording.identities(change));
    payload.put("tier", change.to());
    payload.put("tierChangeId", change.id());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("event_type", "lead_tier_changed");
    metadata.put("event_payload", payload);
    return metadata;
  }

  /**
   * Escaped, so that nobody's name becomes a link or a call to the whole channel, and no longer
   * than that. Cut between characters: half an entity would show.
   */
  private static String escaped(String text, int longest) {
    String whole = escape(text);
    if (whole.length() <= longest) {
      return whole;
    }
    StringBuilder kept = new StringBuilder();
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String next = escape(text.substring(at, text.offsetByCodePoints(at, 1)));
      if (kept.length() + next.length() >= longest) {
        break;
      }
      kept.append(next);
    }
    return kept.append('…').toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
