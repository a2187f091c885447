package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Condition;
import dev.leadlight.routing.playbook.Playbook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads playbooks written as YAML. */
final class PlaybookReader {

  private static final String STARTER = "/playbooks/starter.yaml";

  /** The playbooks that an installation starts with. */
  static List<Playbook> starter() {
    try (InputStream in = PlaybookReader.class.getResourceAsStream(STARTER)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + STARTER);
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list of playbooks.
   *
   * @throws IOException if it is no YAML
   * @throws IllegalArgumentException naming what is missing or unknown
   */
  static List<Playbook> read(String yaml) throws IOException {
    return list(ContractJson.readYaml(yaml)).stream().map(PlaybookReader::playbook).toList();
  }

  private static Playbook playbook(JsonNode node) {
    return new Playbook(
        text(node, "id"),
        text(node, "description"),
        condition(node.path("when")),
        list(node.path("actions")).stream().map(PlaybookReader::action).toList());
  }

  private static Condition condition(JsonNode when) {
    String direction = optional(when, "direction");
    return new Condition(
        optional(when, "entered"),
        optional(when, "left"),
        direction == null ? null : Direction.valueOf(direction.toUpperCase(Locale.ROOT)));
  }

  private static Action action(JsonNode node) {
    String verb = text(node, "verb");
    Action action =
        Action.of(
            text(node, "name"),
            Verb.ofLabel(verb).orElseThrow(() -> new IllegalArgumentException("verb: " + verb)),
            optional(node, "to"));
    String staleAfter = optional(node, "staleAfter");
    return staleAfter == null ? action : action.staleAfter(Duration.parse(staleAfter));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String text(JsonNode node, String name) {
    String value = optional(node, name);
    if (value == null) {
      throw new IllegalArgumentException("a playbook or action lacks " + name);
    }
    return value;
  }

  private static @Nullable String optional(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.get(name).asText() : null;
  }

  private PlaybookReader() {}
}
