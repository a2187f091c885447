package dev.leadlight.local.stack.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The outbox for people: the newest messages first, each with its whole body folded away. */
final class OutboxHtml {
  private static final int SHOWN = 200;
  private static final String PAGE = template();

  private OutboxHtml() {}

  static String of(List<JsonNode> messages) {
    int count = messages.size();
    List<JsonNode> shown = messages.subList(Math.max(0, count - SHOWN), count);
    String items =
        IntStream.rangeClosed(1, shown.size())
            .mapToObj(i -> item(shown.get(shown.size() - i)))
            .collect(Collectors.joining());
    return PAGE.replace("@summary@", summary(count)).replace("@messages@", items);
  }

  private static String summary(int count) {
    return switch (count) {
      case 0 -> "Nothing yet: it fills when a lead changes its tier.";
      case 1 -> "One message.";
      default ->
          count + " messages, newest first" + (count > SHOWN ? " (" + SHOWN + " shown)." : ".");
    };
  }

  private static String item(JsonNode message) {
    return """
        <li><h2><span class="channel">%s</span> %s</h2>
        <p>%s · <time datetime="%s">%s</time></p>
        <details><summary>Message</summary><pre>%s</pre></details></li>
        """
        .formatted(
            field(message, "channel"),
            tier(message),
            identities(message),
            field(message, "receivedAt"),
            field(message, "receivedAt"),
            escaped(message.path("body").toPrettyString()));
  }

  private static String tier(JsonNode message) {
    return message.hasNonNull("tier") ? "a lead is now " + field(message, "tier") : "a message";
  }

  private static String identities(JsonNode message) {
    return StreamSupport.stream(message.path("identities").spliterator(), false)
        .map(identity -> escaped(identity.asText()))
        .collect(Collectors.joining(", "));
  }

  private static String field(JsonNode message, String name) {
    return escaped(message.path(name).asText());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String template() {
    try (InputStream page = OutboxHtml.class.getResourceAsStream("page.html")) {
      if (page == null) {
        throw new IllegalStateException("page.html is missing");
      }
      return new String(page.readAllBytes(), UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
