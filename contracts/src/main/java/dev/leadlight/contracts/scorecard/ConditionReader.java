package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a {@code where}: several keys, and several operators of one property, mean all of them.
 * {@code all}, {@code any} and {@code not} join whole conditions, or operators of one property.
 */
final class ConditionReader {

  private static final String OPERATORS =
      "equals, in, startsWith, gt, gte, lt, lte, exists, all, any, not";

  private final List<Place> errors;

  private ConditionReader(List<Place> errors) {
    this.errors = errors;
  }

  /** The condition; what is wrong with it is added to {@code errors}. */
  static Condition read(JsonNode where, String pointer, List<Place> errors) {
    return new ConditionReader(errors).where(where, pointer);
  }

  private Condition where(JsonNode where, String pointer) {
    if (!where.isObject()) {
      return wrong(pointer, "an object of property names and what they must be is expected here");
    }
    List<Condition> all = new ArrayList<>();
    for (var entry : where.properties()) {
      String at = pointer + Pointer.to(entry.getKey());
      JsonNode operand = entry.getValue();
      all.add(
          switch (entry.getKey()) {
            case "not" -> new Condition.Not(where(operand, at));
            case "all" -> new Condition.All(each(operand, at, this::where));
            case "any" -> new Condition.Any(each(operand, at, this::where));
            default -> property(entry.getKey(), operand, at);
          });
    }
    return joined(all);
  }

  private Condition property(String name, JsonNode expected, String pointer) {
    if (!expected.isObject()) {
      return new Condition.In(name, values(expected, pointer));
    }
    if (expected.isEmpty()) {
      return wrong(pointer, "a value or an operator is expected here");
    }
    List<Condition> all = new ArrayList<>();
    for (var entry : expected.properties()) {
      String at = pointer + Pointer.to(entry.getKey());
      all.add(operator(name, entry.getKey(), entry.getValue(), at));
    }
    return joined(all);
  }

  private Condition operator(String name, String operator, JsonNode operand, String at) {
    return switch (operator) {
      case "equals", "in" -> new Condition.In(name, values(operand, at));
      case "startsWith" -> new Condition.StartsWith(name, texts(operand, at));
      case "exists" -> exists(name, operand, at);
      case "gt", "gte", "lt", "lte" -> compare(name, operator, operand, at);
      case "not" -> new Condition.Not(property(name, operand, at));
      case "all" -> new Condition.All(each(operand, at, (node, to) -> property(name, node, to)));
      case "any" -> new Condition.Any(each(operand, at, (node, to) -> property(name, node, to)));
      default -> wrong(at, "not an operator; there are " + OPERATORS);
    };
  }

  private Condition exists(String name, JsonNode operand, String at) {
    return operand.isBoolean()
        ? new Condition.Exists(name, operand.booleanValue())
        : wrong(at, "true or false is expected here");
  }

  private Condition compare(String name, String operator, JsonNode operand, String at) {
    if (!operand.isNumber()) {
      return wrong(at, "a number is expected here");
    }
    BigDecimal bound = operand.decimalValue();
    return new Condition.Compare(
        name, Condition.Comparison.valueOf(operator.toUpperCase(Locale.ROOT)), bound);
  }

  private List<Condition> each(JsonNode list, String pointer, Reading reading) {
    List<Condition> conditions = new ArrayList<>();
    if (!list.isArray() || list.isEmpty()) {
      conditions.add(wrong(pointer, "a list of conditions is expected here"));
    }
    for (int i = 0; i < (list.isArray() ? list.size() : 0); i++) {
      conditions.add(reading.read(list.get(i), pointer + "/" + i));
    }
    return conditions;
  }

  private List<String> texts(JsonNode oneOrMore, String pointer) {
    List<Object> values = values(oneOrMore, pointer);
    if (!values.stream().allMatch(String.class::isInstance)) {
      wrong(pointer, "text is expected here");
    }
    return values.stream().map(Object::toString).toList();
  }

  private List<Object> values(JsonNode oneOrMore, String pointer) {
    if (!oneOrMore.isArray()) {
      return List.of(value(oneOrMore, pointer));
    }
    if (oneOrMore.isEmpty()) {
      wrong(pointer, "at least one value is expected here");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < oneOrMore.size(); i++) {
      values.add(value(oneOrMore.get(i), pointer + "/" + i));
    }
    return values;
  }

  private Object value(JsonNode node, String pointer) {
    if (node.isContainerNode() || node.isNull()) {
      wrong(pointer, "text, a number, true or false is expected here; see also exists: false");
    }
    return node.isNumber() ? node.decimalValue() : node.asText();
  }

  /** Notes an error; the condition is never used, as a document with errors gives no card. */
  private Condition wrong(String pointer, String message) {
    errors.add(Place.at(pointer, message));
    return new Condition.Always();
  }

  private static Condition joined(List<Condition> all) {
    return all.size() == 1 ? all.get(0) : new Condition.All(all);
  }

  private interface Reading {
    Condition read(JsonNode node, String pointer);
  }
}
