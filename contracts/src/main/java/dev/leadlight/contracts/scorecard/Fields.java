package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem.Place;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document whose shape the schema has passed, by JSON pointer. What the schema
 * can't see is noted as an error.
 */
final class Fields {

  /** Longer ones are typing errors, and would leave the calendar when added to a moment. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final JsonNode document;
  private final List<Place> errors;

  Fields(JsonNode document, List<Place> errors) {
    this.document = document;
    this.errors = errors;
  }

  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  boolean has(String pointer) {
    return !document.at(pointer).isMissingNode();
  }

  @Nullable String textOrNull(String pointer) {
    return has(pointer) ? at(pointer).asText() : null;
  }

  /** What is read from each element of a list and its pointer; nothing if there is no list. */
  <T> List<T> each(String pointer, BiFunction<JsonNode, String, T> read) {
    JsonNode list = at(pointer);
    return IntStream.range(0, list.size())
        .mapToObj(i -> read.apply(list.get(i), pointer + "/" + i))
        .toList();
  }

  /** A duration above zero: points can't halve in no time, nor a window hold nothing. */
  Duration duration(String pointer) {
    return longerThanZero(pointer, durationOrZero(pointer));
  }

  /** The same where {@code session} might stand as well, but does not. */
  Duration durationOfSeveral(String pointer) {
    return longerThanZero(pointer, durationOrZero(pointer, "neither session nor"));
  }

  /** Less than a millisecond is no time: all else is reckoned in whole ones. */
  private Duration longerThanZero(String pointer, Duration duration) {
    if (duration.toMillis() == 0) {
      wrong(pointer, "longer than zero is expected here");
    }
    return duration;
  }

  /** A duration of days, hours, minutes and seconds, from zero to a hundred years. */
  Duration durationOrZero(String pointer) {
    return durationOrZero(pointer, "not");
  }

  private Duration durationOrZero(String pointer, String not) {
    String text = at(pointer).asText();
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // told below
    }
    wrong(
        pointer,
        not
            + " a duration of days, hours, minutes and seconds; write P30D for a month, PT24H for a"
            + " day");
    return Duration.ofDays(1);
  }

  /** A number alone, or bounds: gt, gte, lt, lte. */
  Range range(String pointer) {
    JsonNode range = at(pointer);
    Range read = range.isNumber() ? Range.of(range.asDouble()) : Range.any();
    for (var bound : range.properties()) {
      double number = bound.getValue().asDouble();
      read = read.and(bounded(Condition.Comparison.valueOf(upper(bound.getKey())), number));
    }
    if (read.isEmpty()) {
      wrong(pointer, "no number lies within these bounds");
    }
    return read;
  }

  private static Range bounded(Condition.Comparison comparison, double bound) {
    return switch (comparison) {
      case GT -> new Range(bound, false, Double.POSITIVE_INFINITY, true);
      case GTE -> Range.atLeast(bound);
      case LT -> new Range(Double.NEGATIVE_INFINITY, true, bound, false);
      case LTE -> new Range(Double.NEGATIVE_INFINITY, true, bound, true);
    };
  }

  Set<Signal> signals(String pointer) {
    return texts(pointer).map(Signal::ofEventName).collect(Collectors.toSet());
  }

  /** One text, or a list of them; nothing if there is none. */
  Stream<String> texts(String pointer) {
    JsonNode oneOrMore = at(pointer);
    if (oneOrMore.isMissingNode()) {
      return Stream.empty();
    }
    return oneOrMore.isTextual()
        ? Stream.of(oneOrMore.asText())
        : StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText);
  }

  /** What the properties of the events of a rule or a segment must satisfy. */
  Condition where(String pointer) {
    return has(pointer)
        ? ConditionReader.read(at(pointer), pointer, errors)
        : new Condition.Always();
  }

  void wrong(String pointer, String message) {
    errors.add(Place.at(pointer, message));
  }

  static String upper(String label) {
    return label.toUpperCase(Locale.ROOT);
  }
}
