package dev.leadlight.routing.dispatch.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;
import dev.leadlight.routing.delivery.DeadLetters;
import dev.leadlight.routing.delivery.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be done with dead letters. Unknown members are refused: a slip of the pen must
 * not turn some into all.
 */
final class DeadLetterReader {

  private final List<Place> places = new ArrayList<>();

  /**
   * A correction; what is null stays.
   *
   * @param with the parameters from now on, all of them
   */
  record Edit(@Nullable String destination, @Nullable Map<String, String> with) {}

  /**
   * Which dead letters.
   *
   * @throws ProblemException naming all that is wrong
   */
  static DeadLetters which(@Nullable JsonNode body) {
    DeadLetterReader reader = new DeadLetterReader();
    JsonNode object =
        reader.object(
            body, Set.of("destination", "reason", "playbook", "plannedFrom", "plannedBefore"));
    DeadLetters which =
        new DeadLetters(
            reader.text(object, "destination"),
            reader.reason(object),
            reader.text(object, "playbook"),
            reader.moment(object, "plannedFrom"),
            reader.moment(object, "plannedBefore"));
    reader.refuseIfWrong();
    return which;
  }

  /**
   * What to correct.
   *
   * @throws ProblemException naming all that is wrong
   */
  static Edit edit(@Nullable JsonNode body) {
    DeadLetterReader reader = new DeadLetterReader();
    JsonNode object = reader.object(body, Set.of("destination", "with"));
    Edit edit = new Edit(reader.text(object, "destination"), reader.parameters(object));
    reader.refuseIfWrong();
    return edit;
  }

  private JsonNode object(@Nullable JsonNode body, Set<String> members) {
    if (body == null || !body.isObject()) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "Expected an object.");
    }
    body.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !members.contains(name))
        .forEach(name -> wrong(Pointer.to(name), "unknown"));
    return body;
  }

  private @Nullable String text(JsonNode object, String name) {
    if (!object.has(name)) {
      return null;
    }
    if (!object.get(name).isTextual()) {
      wrong("/" + name, "expected a text");
    }
    return object.get(name).asText();
  }

  private @Nullable String reason(JsonNode object) {
    String code = text(object, "reason");
    if (code != null && !Reason.isCode(code)) {
      wrong("/reason", Reason.expected());
    }
    return code;
  }

  private @Nullable Instant moment(JsonNode object, String name) {
    String text = text(object, name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException notAMoment) {
      wrong("/" + name, "expected a moment such as 2026-11-01T00:00:00Z");
      return null;
    }
  }

  private @Nullable Map<String, String> parameters(JsonNode object) {
    if (!object.has("with")) {
      return null;
    }
    Map<String, String> with = new HashMap<>();
    object
        .get("with")
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                wrong("/with/" + field.getKey(), "expected a text");
              }
              with.put(field.getKey(), field.getValue().asText());
            });
    if (!object.get("with").isObject()) {
      wrong("/with", "expected an object of texts");
    }
    return with;
  }

  private void wrong(String pointer, String message) {
    places.add(Place.at(pointer, message));
  }

  private void refuseIfWrong() {
    if (!places.isEmpty()) {
      throw new ProblemException(ProblemType.UNPROCESSABLE, "Nothing was done.", places);
    }
  }

  private DeadLetterReader() {}
}
