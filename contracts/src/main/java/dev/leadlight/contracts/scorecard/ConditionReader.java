package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Problem.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads a {@code where}: several keys, and several operators of one property, mean all of them. */
final class ConditionReader {

  private static final Set<String> OPERATORS =
      Set.of("equals", "in", "startsWith", "gt", "gte", "lt", "lte", "exists");

  private ConditionReader() {}

  static Condition read(JsonNode where, String pointer, List<Place> errors) {
    List<Condition> all = new ArrayList<>();
    where
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
              all.add(
                  switch (name) {
                    case "not" -> new Condition.Not(read(entry.getValue(), at, errors));
                    case "all" -> new Condition.All(readEach(entry.getValue(), at, errors));
                    case "any" -> new Condition.Any(readEach(entry.getValue(), at, errors));
                    default -> property(name, entry.getValue(), at, errors);
                  });
            });
    return all.size() == 1 ? all.get(0) : new Condition.All(all);
  }

  private static List<Condition> readEach(JsonNode list, String pointer, List<Place> errors) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      conditions.add(read(list.get(i), pointer + "/" + i, errors));
    }
    return conditions;
  }

  private static Condition property(
      String name, JsonNode expected, String pointer, List<Place> errors) {
    if (!expected.isObject()) {
      return new Condition.In(name, values(expected));
    }
    List<Condition> all = new ArrayList<>();
    expected
        .properties()
        .forEach(
            entry -> {
              String operator = entry.getKey();
              if (OPERATORS.contains(operator)) {
                all.add(operator(name, operator, entry.getValue(), pointer, errors));
              } else {
                errors.add(
                    Place.at(
                        pointer + "/" + operator,
                        "not an operator; there are equals, in, startsWith, gt, gte, lt, lte,"
                            + " exists"));
              }
            });
    return all.size() == 1 ? all.get(0) : new Condition.All(all);
  }

  private static Condition operator(
      String name, String operator, JsonNode operand, String pointer, List<Place> errors) {
    return switch (operator) {
      case "equals", "in" -> new Condition.In(name, values(operand));
      case "startsWith" ->
          new Condition.StartsWith(name, values(operand).stream().map(Object::toString).toList());
      case "exists" -> new Condition.Exists(name, operand.asBoolean());
      default -> {
        if (!operand.isNumber()) {
          errors.add(Place.at(pointer + "/" + operator, "a number is expected here"));
        }
        yield new Condition.Compare(
            name,
            Condition.Comparison.valueOf(operator.toUpperCase(Locale.ROOT)),
            operand.isNumber() ? operand.decimalValue() : BigDecimal.ZERO);
      }
    };
  }

  private static List<Object> values(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(ConditionReader::value).toList()
        : List.of(value(oneOrMore));
  }

  private static Object value(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : node.asText();
  }
}
