package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.routing.delivery.DaySpan;
import dev.leadlight.routing.delivery.DigestTimes;
import dev.leadlight.routing.delivery.MailLanguage;
import dev.leadlight.routing.delivery.QuietHours.Otherwise;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Endpoint;
import dev.leadlight.routing.playbook.Quiet;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the actions of a playbook whose shape the schema has passed; notes what it can't see. */
final class ActionReader {

  /** Longer than deliveries are kept would be forgotten before it is over. */
  private static final Duration LONGEST = Duration.ofDays(60);

  /** An assignment is made at once or not at all. */
  private static final List<String> NOT_OF_ASSIGN =
      List.of("to", "delay", "staleAfter", "cooldown", "quietHours");

  private final List<Place> errors;

  ActionReader(List<Place> errors) {
    this.errors = errors;
  }

  /** All that could be read. */
  List<Action> all(JsonNode nodes) {
    List<Action> actions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String at = "/actions/" + i;
      if (!names.add(nodes.get(i).get("name").asText())) {
        wrong(at + "/name", "another action has this name; choose another");
      }
      Action action = action(nodes.get(i), at);
      if (action != null) {
        actions.add(action);
      }
    }
    return actions;
  }

  private @Nullable Action action(JsonNode node, String at) {
    Verb verb = Verb.ofLabel(node.get("verb").asText()).orElseThrow();
    Map<String, String> with = new HashMap<>();
    node.path("with")
        .properties()
        .forEach(each -> with.put(each.getKey(), each.getValue().asText()));
    check(verb, with, at + "/with/");
    if (!verb.hasDestination()) {
      NOT_OF_ASSIGN.stream()
          .filter(node::has)
          .forEach(field -> wrong(at + "/" + field, verb.label() + " has none"));
    } else if (!node.has("to")) {
      wrong(at + "/to", "the id of a destination is expected here");
    }
    Duration delay = duration(node, at, "delay");
    Action read =
        verb.hasDestination() == node.has("to")
            ? new Action(
                node.get("name").asText(),
                verb,
                node.has("to") ? node.get("to").asText() : null,
                with,
                delay == null ? Duration.ZERO : delay,
                duration(node, at, "staleAfter"),
                duration(node, at, "cooldown"),
                quiet(node, at + "/quietHours"))
            : null;
    return read;
  }

  private void check(Verb verb, Map<String, String> with, String at) {
    for (String parameter : verb.required()) {
      boolean named = parameter.equals(Verb.LIST) && with.containsKey(Endpoint.LIST_NAME);
      if (!named && with.getOrDefault(parameter, "").isBlank()) {
        wrong(at + parameter, verb.label() + " needs it");
      }
    }
    String digest = with.getOrDefault(DigestTimes.NAME, DigestTimes.NEVER);
    if (verb == Verb.NOTIFY
        && !digest.equals(DigestTimes.NEVER)
        && DigestTimes.parse(digest).isEmpty()) {
      wrong(at + DigestTimes.NAME, "expected " + DigestTimes.EXPECTED + ", or never");
    }
    String language = with.get(MailLanguage.NAME);
    if (verb == Verb.SEND_EMAIL && language != null && MailLanguage.ofTag(language).isEmpty()) {
      wrong(at + MailLanguage.NAME, MailLanguage.EXPECTED);
    }
  }

  private @Nullable Duration duration(JsonNode node, String at, String field) {
    if (!node.has(field)) {
      return null;
    }
    try {
      Duration duration = Duration.parse(node.get(field).asText());
      if (!duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException notOne) {
      // told below
    }
    wrong(at + "/" + field, "not a duration above zero, up to P60D; write PT15M, PT24H or P2D");
    return null;
  }

  private @Nullable Quiet quiet(JsonNode node, String at) {
    JsonNode quiet = node.path("quietHours");
    if (quiet.isMissingNode()) {
      return null;
    }
    DaySpan span = PlaybookReader.span(quiet);
    if (span.from().equals(span.to())) {
      wrong(at + "/to", "quiet hours that never end would send nothing");
    }
    return new Quiet(
        span, Otherwise.valueOf(quiet.get("otherwise").asText().toUpperCase(Locale.ROOT)));
  }

  private void wrong(String pointer, String message) {
    errors.add(Place.at(pointer, message));
  }
}
