package dev.leadlight.routing.playbook.shell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.DocumentSchema;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.tier.TierChange.Direction;
import dev.leadlight.routing.delivery.DaySpan;
import dev.leadlight.routing.playbook.Condition;
import dev.leadlight.routing.playbook.ConsentRule;
import dev.leadlight.routing.playbook.Hours;
import dev.leadlight.routing.playbook.MinimumValue;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.Segments;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads playbooks; schema {@code playbook.json}, and what a schema can't see. */
public final class PlaybookReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("playbook");
  private static final String LEAD = "lead";

  /** Reads a document. Never throws; what is wrong with it is in the answer. */
  public static Reading<Playbook> read(JsonNode document) {
    List<Place> errors = new ArrayList<>(SCHEMA.errors(document));
    if (!errors.isEmpty()) {
      return Reading.refused(errors);
    }
    ActionReader actions = new ActionReader(errors);
    Playbook playbook =
        new Playbook(
            document.get("id").asText(),
            document.path("description").asText(),
            document.path("enabled").asBoolean(true),
            condition(document.get("when"), errors),
            actions.all(document.get("actions")));
    return errors.isEmpty() ? new Reading<>(playbook, List.of()) : Reading.refused(errors);
  }

  private static Condition condition(JsonNode when, List<Place> errors) {
    JsonNode segments = when.path("segments");
    return new Condition(
        texts(when.path("entered")),
        texts(when.path("left")),
        when.has("direction") ? Direction.valueOf(upper(when.get("direction"))) : null,
        new Segments(
            texts(segments.path("any")), texts(segments.path("all")), texts(segments.path("none"))),
        texts(when.path("rfmGroup")),
        texts(when.path("channel")).stream()
            .map(name -> Channel.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()),
        texts(when.path("store")),
        consent(when.path("consent")),
        texts(when.path("arm")),
        when.has("value") ? minimum(when.get("value")) : null,
        when.has("hours") ? hours(when.get("hours"), errors) : null);
  }

  private static Map<String, ConsentRule> consent(JsonNode rules) {
    Map<String, ConsentRule> read = new HashMap<>();
    rules
        .properties()
        .forEach(
            rule ->
                read.put(
                    rule.getKey(), ConsentRule.valueOf(upper(rule.getValue()).replace('-', '_'))));
    return read;
  }

  private static MinimumValue minimum(JsonNode value) {
    return new MinimumValue(
        value.get("atLeast").decimalValue(),
        MinimumValue.Of.valueOf(upper(value.get("of"))),
        value.get("currency").asText());
  }

  private static Hours hours(JsonNode hours, List<Place> errors) {
    Set<DayOfWeek> days =
        texts(hours.path("days")).stream()
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    String zone = hours.get("zone").asText();
    return new Hours(
        hours.has("from") ? span(hours) : new DaySpan(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT),
        days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
        zone.equals(LEAD) ? null : zone(zone, errors));
  }

  private static @Nullable ZoneId zone(String name, List<Place> errors) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      errors.add(
          Place.at(
              "/when/hours/zone", "not a time zone; write Europe/Berlin, or lead for its own"));
      return null;
    }
  }

  static DaySpan span(JsonNode hours) {
    return new DaySpan(
        LocalTime.parse(hours.get("from").asText()), LocalTime.parse(hours.get("to").asText()));
  }

  private static Set<String> texts(JsonNode oneOrMore) {
    Stream<JsonNode> nodes =
        oneOrMore.isTextual()
            ? Stream.of(oneOrMore)
            : StreamSupport.stream(oneOrMore.spliterator(), false);
    return nodes.map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
  }

  private static String upper(JsonNode label) {
    return label.asText().toUpperCase(Locale.ROOT);
  }

  private PlaybookReader() {}
}
