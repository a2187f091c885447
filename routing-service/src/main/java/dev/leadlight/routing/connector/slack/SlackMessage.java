package dev.leadlight.routing.connector.slack;

import dev.leadlight.contracts.tier.Contact;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.connector.HttpMessage;
import dev.leadlight.routing.connector.Wording;
import dev.leadlight.routing.delivery.Delivery;
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

  /** Longest header; sections and fields have limits of their own. */
  private static final int HEADER = 150;

  private static final int SECTION = 3000;
  private static final int FIELD = 2000;
  private static final int REASONS = 8;

  /** One block; which members are there depends on its type. */
  public record Block(String type, @Nullable Text text, @Nullable List<Text> fields) {}

  /** Text, {@code plain_text} or {@code mrkdwn}, with data escaped. */
  public record Text(String type, String text) {}

  /** The message for a delivery. */
  public static SlackMessage of(Delivery delivery) {
    TierChange change = delivery.change();
    String headline = Wording.headline(change);
    return new SlackMessage(
        escaped(headline, SECTION),
        List.of(
            new Block("header", new Text("plain_text", escaped(headline, HEADER)), null),
            new Block("section", null, fields(change)),
            new Block("section", new Text("mrkdwn", why(change)), null)),
        metadata(delivery));
  }

  /** The call of an incoming webhook. */
  public HttpMessage request() {
    return HttpMessage.json(this);
  }

  private static List<Text> fields(TierChange change) {
    return Stream.of(
            field("Score", Wording.score(change)),
            field("Tier", change.from() + " → " + change.to()),
            field("Contact", contact(change.contact())))
        .filter(field -> !field.text().endsWith("\n"))
        .toList();
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
    payload.put("deliveryId", delivery.id());
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
