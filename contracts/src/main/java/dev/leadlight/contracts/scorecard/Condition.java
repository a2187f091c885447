package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event's properties must satisfy. {@link #test} takes a look-up from a property's dotted
 * name to its value, null when it is missing; a missing property satisfies only {@code exists:
 * false} and {@code not}.
 */
public sealed interface Condition {

  /** Whether the properties satisfy it. Never throws, whatever the values' types. */
  boolean test(Function<String, @Nullable Object> properties);

  /** Nothing is asked. */
  record Always() implements Condition {
    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      return true;
    }
  }

  /** All of them; with an empty list nothing is asked. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      return conditions.stream().allMatch(condition -> condition.test(properties));
    }
  }

  /** At least one of them. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      return conditions.stream().anyMatch(condition -> condition.test(properties));
    }
  }

  /** Not that one. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      return !condition.test(properties);
    }
  }

  /** The property's value is one of these: text case-sensitive, numbers by value. */
  record In(String property, List<Object> values) implements Condition {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      Object actual = properties.apply(property);
      return actual != null && values.stream().anyMatch(value -> isSame(value, actual));
    }

    private static boolean isSame(Object expected, Object actual) {
      if (!(expected instanceof BigDecimal left)) {
        return expected.toString().equals(actual.toString());
      }
      BigDecimal right = number(actual);
      return right != null && left.compareTo(right) == 0;
    }
  }

  /** The property is text that starts with one of these. */
  record StartsWith(String property, List<String> prefixes) implements Condition {
    public StartsWith {
      prefixes = List.copyOf(prefixes);
    }

    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      if (properties.apply(property) instanceof String text) {
        for (String prefix : prefixes) {
          if (text.startsWith(prefix)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** The property is a number, or text that reads as one, and compares so. */
  record Compare(String property, Comparison comparison, BigDecimal bound) implements Condition {
    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      BigDecimal actual = number(properties.apply(property));
      return actual != null && comparison.holds(actual.compareTo(bound));
    }
  }

  /** The property is there, or is not. */
  record Exists(String property, boolean expected) implements Condition {
    @Override
    public boolean test(Function<String, @Nullable Object> properties) {
      return (properties.apply(property) != null) == expected;
    }
  }

  /** A comparison of numbers. */
  enum Comparison {
    GT,
    GTE,
    LT,
    LTE;

    boolean holds(int sign) {
      return switch (this) {
        case GT -> sign > 0;
        case GTE -> sign >= 0;
        case LT -> sign < 0;
        case LTE -> sign <= 0;
      };
    }
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Number || value instanceof String) {
      try {
        return new BigDecimal(value.toString().strip());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }
}
