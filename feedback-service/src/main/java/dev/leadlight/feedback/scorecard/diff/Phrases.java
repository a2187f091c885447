package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Range;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.contracts.scorecard.lint.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constructs of a card as parts of sentences. */
final class Phrases {

  /** Behind a condition that does the same as before, but is evidence of its own. */
  static final String WRITTEN_OTHERWISE =
      "reads the same but is written in another way, so what was counted by it is left behind";

  private Phrases() {}

  static String quoted(String text) {
    return "“" + text + "”";
  }

  static String points(double points) {
    return Words.number(points) + (Math.abs(points) == 1 ? " point" : " points");
  }

  static String signals(Set<Signal> signals) {
    return signals.stream().map(Signal::name).sorted().collect(Collectors.joining(" or "));
  }

  static String duration(Duration duration) {
    List<String> parts = new ArrayList<>();
    part(parts, duration.toDaysPart(), "day");
    part(parts, duration.toHoursPart(), "hour");
    part(parts, duration.toMinutesPart(), "minute");
    part(parts, duration.toSecondsPart(), "second");
    part(parts, duration.toMillisPart(), "millisecond");
    return parts.isEmpty() ? "no time" : String.join(" ", parts);
  }

  private static void part(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  static String decay(Decay decay) {
    if (decay instanceof Decay.HalfLife halfLife) {
      return "a half-life of " + duration(halfLife.halfLife());
    }
    if (decay instanceof Decay.Linear linear) {
      return "a loss of "
          + Words.number(BigDecimal.valueOf(linear.share()).movePointRight(2).doubleValue())
          + " % every "
          + duration(linear.every());
    }
    if (decay instanceof Decay.Idle idle) {
      return "a loss of "
          + points(idle.subtract())
          + " after "
          + duration(idle.after())
          + " of silence and again every "
          + duration(idle.every());
    }
    return "no decay";
  }

  static String when(When when) {
    if (when instanceof When.CountInSession session) {
      return "for every " + session.count() + different(session.distinct()) + " in one visit";
    }
    if (when instanceof When.CountInWindow window) {
      return "for every "
          + window.count()
          + different(window.distinct())
          + " within "
          + duration(window.within());
    }
    if (when instanceof When.Absent absent) {
      return "if no " + signals(absent.absent()) + " follows within " + duration(absent.within());
    }
    return "each time";
  }

  private static String different(@Nullable String distinct) {
    return distinct == null ? "" : " with another " + distinct + " each";
  }

  static String eventsWhere(Condition condition) {
    return condition instanceof Condition.Always ? "all events" : "events" + where(condition);
  }

  /** Behind what it limits; nothing if it limits nothing. */
  static String where(Condition condition) {
    return condition instanceof Condition.Always ? "" : " where " + condition(condition);
  }

  static String condition(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.conditions().isEmpty() ? "anything holds" : joined(all.conditions(), " and ");
    }
    if (condition instanceof Condition.Any any) {
      return joined(any.conditions(), " or ");
    }
    if (condition instanceof Condition.Not not) {
      return "not " + inBrackets(not.condition());
    }
    if (condition instanceof Condition.In in) {
      return in.property() + " is " + alternatives(in.values());
    }
    if (condition instanceof Condition.StartsWith starts) {
      return starts.property() + " starts with " + alternatives(starts.prefixes());
    }
    if (condition instanceof Condition.Compare compare) {
      return compare.property()
          + " is "
          + comparison(compare.comparison())
          + " "
          + plain(compare.bound());
    }
    if (condition instanceof Condition.Exists exists) {
      return exists.property() + (exists.expected() ? " is there" : " is missing");
    }
    return "anything holds";
  }

  private static String comparison(Condition.Comparison comparison) {
    return switch (comparison) {
      case GT -> "above";
      case GTE -> "at least";
      case LT -> "below";
      case LTE -> "at most";
    };
  }

  private static String alternatives(List<?> values) {
    return values.stream()
        .map(
            value ->
                value instanceof BigDecimal number
                    ? plain(number)
                    : looksLikeANumber(value.toString())
                        ? quoted(value.toString())
                        : value.toString())
        .collect(Collectors.joining(" or "));
  }

  /** 100, not 1E+2; but a number of a billion digits is not written out. */
  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
  }

  private static boolean looksLikeANumber(String text) {
    return text.matches("[+-]?[0-9]*\\.?[0-9]+");
  }

  private static String joined(List<Condition> conditions, String by) {
    return conditions.stream().map(Phrases::inBrackets).collect(Collectors.joining(by));
  }

  private static String inBrackets(Condition condition) {
    boolean isJoined = condition instanceof Condition.All || condition instanceof Condition.Any;
    return isJoined ? "(" + condition(condition) + ")" : condition(condition);
  }

  static String range(Range range) {
    if (range.least() == range.most()) {
      return "exactly " + Words.number(range.least());
    }
    List<String> bounds = new ArrayList<>();
    if (!Double.isInfinite(range.least())) {
      bounds.add((range.leastIncluded() ? "at least " : "above ") + Words.number(range.least()));
    }
    if (!Double.isInfinite(range.most())) {
      bounds.add((range.mostIncluded() ? "at most " : "below ") + Words.number(range.most()));
    }
    return bounds.isEmpty() ? "any" : String.join(" and ", bounds);
  }
}
