package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.scorecard.Condition;
import dev.leadlight.contracts.scorecard.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether some event could satisfy a condition. The condition is written out as alternatives, each
 * a list of claims about single properties; an alternative fails if the claims about one property
 * contradict each other. Where that is hard to tell, it counts as possible.
 */
final class Satisfiability {

  private static final int MOST_ALTERNATIVES = 256;

  private Satisfiability() {}

  /**
   * A claim about one property.
   *
   * @param isDenied whether the opposite is claimed
   */
  record Claim(Condition condition, boolean isDenied) {

    boolean holdsFor(Object value) {
      return condition.test(name -> value) != isDenied;
    }
  }

  /** Whether certainly no event satisfies it. */
  static boolean isImpossible(Condition condition) {
    List<List<Claim>> alternatives = alternatives(condition, false);
    return alternatives != null && alternatives.stream().allMatch(Satisfiability::isContradictory);
  }

  /**
   * A condition written out once, to be held against many others.
   *
   * @param holds alternatives by which it holds; null if there are too many
   * @param fails alternatives by which it does not; null if there are too many
   */
  record Written(@Nullable List<List<Claim>> holds, @Nullable List<List<Claim>> fails) {

    static Written of(Condition condition) {
      return new Written(alternatives(condition, false), alternatives(condition, true));
    }

    /** What it costs at most to hold it against another: pairs of alternatives. */
    int effort(Written other) {
      return holds == null || other.fails == null ? 0 : holds.size() * other.fails.size();
    }

    /** Whether whatever satisfies this certainly satisfies the other. */
    boolean implies(Written other) {
      return holds != null
          && other.fails != null
          && effort(other) <= MOST_ALTERNATIVES
          && holds.stream()
              .allMatch(one -> other.fails.stream().allMatch(two -> isContradictory(one, two)));
    }

    private static boolean isContradictory(List<Claim> one, List<Claim> two) {
      List<Claim> both = new ArrayList<>(one);
      both.addAll(two);
      return Satisfiability.isContradictory(both);
    }
  }

  /**
   * How many values a condition leaves a property at most; null if that is not known, as of
   * numbers: 5 and 5.0 are different values.
   */
  static @Nullable Integer mostValues(Condition condition, @Nullable String property) {
    if (condition instanceof Condition.In in
        && in.property().equals(property)
        && in.values().stream().allMatch(String.class::isInstance)) {
      return in.values().size();
    }
    if (condition instanceof Condition.All all) {
      return all.conditions().stream()
          .map(each -> mostValues(each, property))
          .flatMap(Stream::ofNullable)
          .min(Integer::compare)
          .orElse(null);
    }
    return null;
  }

  /** The alternatives; null if there are too many. */
  private static @Nullable List<List<Claim>> alternatives(Condition condition, boolean isDenied) {
    if (condition instanceof Condition.Not not) {
      return alternatives(not.condition(), !isDenied);
    }
    if (condition instanceof Condition.Always) {
      return isDenied ? List.of() : List.of(List.of());
    }
    if (condition instanceof Condition.All all) {
      return isDenied ? either(all.conditions(), true) : together(all.conditions(), false);
    }
    if (condition instanceof Condition.Any any) {
      return isDenied ? together(any.conditions(), true) : either(any.conditions(), false);
    }
    return List.of(List.of(new Claim(condition, isDenied)));
  }

  private static @Nullable List<List<Claim>> either(List<Condition> parts, boolean isDenied) {
    List<List<Claim>> all = new ArrayList<>();
    for (Condition part : parts) {
      List<List<Claim>> more = alternatives(part, isDenied);
      if (more == null || all.size() + more.size() > MOST_ALTERNATIVES) {
        return null;
      }
      all.addAll(more);
    }
    return all;
  }

  private static @Nullable List<List<Claim>> together(List<Condition> parts, boolean isDenied) {
    List<List<Claim>> all = List.of(List.of());
    for (Condition part : parts) {
      List<List<Claim>> more = alternatives(part, isDenied);
      if (more == null || (long) all.size() * more.size() > MOST_ALTERNATIVES) {
        return null;
      }
      List<List<Claim>> joined = new ArrayList<>();
      for (List<Claim> left : all) {
        for (List<Claim> right : more) {
          List<Claim> both = new ArrayList<>(left);
          both.addAll(right);
          joined.add(both);
        }
      }
      all = joined;
    }
    return all;
  }

  private static boolean isContradictory(List<Claim> claims) {
    Map<String, List<Claim>> byProperty = new LinkedHashMap<>();
    for (Claim claim : claims) {
      byProperty.computeIfAbsent(property(claim.condition()), p -> new ArrayList<>()).add(claim);
    }
    return byProperty.values().stream().anyMatch(Satisfiability::cannotHoldTogether);
  }

  private static String property(Condition condition) {
    if (condition instanceof Condition.In in) {
      return in.property();
    }
    if (condition instanceof Condition.StartsWith starts) {
      return starts.property();
    }
    if (condition instanceof Condition.Compare compare) {
      return compare.property();
    }
    return ((Condition.Exists) condition).property();
  }

  /** Claims about one property: missing, one of listed values, a number, text with a beginning. */
  private static boolean cannotHoldTogether(List<Claim> claims) {
    Map<String, Object> nothing = new HashMap<>();
    if (claims.stream()
        .allMatch(claim -> claim.condition().test(nothing::get) != claim.isDenied())) {
      return false;
    }
    if (claims.stream().anyMatch(Satisfiability::asksForNothing)) {
      return true;
    }
    List<Claim> asked = claims.stream().filter(claim -> !claim.isDenied()).toList();
    for (Claim claim : asked) {
      if (claim.condition() instanceof Condition.In in) {
        return in.values().stream().noneMatch(value -> mayBe(value, claims));
      }
    }
    return numbers(claims, asked).isEmpty() || haveNoCommonBeginning(claims, asked);
  }

  private static boolean asksForNothing(Claim claim) {
    return claim.condition() instanceof Condition.Exists exists
        && exists.expected() == claim.isDenied();
  }

  /** A value may come as text or as a number. */
  private static boolean mayBe(Object value, List<Claim> claims) {
    return (value instanceof BigDecimal && isSpelled(value, claims))
        || claims.stream().allMatch(claim -> claim.holdsFor(value))
        || claims.stream().allMatch(claim -> claim.holdsFor(value.toString()));
  }

  /** Whether it matters how a number is written, of which there are many ways: 5, 5.0, 5e0. */
  private static boolean isSpelled(Object number, List<Claim> claims) {
    Condition.In same = new Condition.In("", List.of(number));
    return claims.stream()
        .map(Claim::condition)
        .anyMatch(
            condition ->
                condition instanceof Condition.StartsWith
                    || (condition instanceof Condition.In in
                        && in.values().stream()
                            .anyMatch(v -> v instanceof String && same.test(name -> v))));
  }

  /** The numbers that comparisons leave; all, if a number is not asked for. */
  private static Range numbers(List<Claim> claims, List<Claim> asked) {
    Range numbers = Range.any();
    if (asked.stream().noneMatch(claim -> claim.condition() instanceof Condition.Compare)) {
      return numbers;
    }
    for (Claim claim : claims) {
      if (claim.condition() instanceof Condition.Compare compare) {
        numbers = numbers.and(range(compare, claim.isDenied()));
      }
    }
    return numbers;
  }

  private static Range range(Condition.Compare compare, boolean isDenied) {
    double bound = compare.bound().doubleValue();
    boolean isUpward =
        compare.comparison() == Condition.Comparison.GT
            || compare.comparison() == Condition.Comparison.GTE;
    boolean isIncluded =
        compare.comparison() == Condition.Comparison.GTE
            || compare.comparison() == Condition.Comparison.LTE;
    return isUpward != isDenied
        ? new Range(bound, isIncluded != isDenied, Double.POSITIVE_INFINITY, true)
        : new Range(Double.NEGATIVE_INFINITY, true, bound, isIncluded != isDenied);
  }

  private static boolean haveNoCommonBeginning(List<Claim> claims, List<Claim> asked) {
    Set<String> possible = null;
    for (Claim claim : asked) {
      if (claim.condition() instanceof Condition.StartsWith starts) {
        possible = possible == null ? Set.copyOf(starts.prefixes()) : longer(possible, starts);
      }
    }
    if (possible == null) {
      return false;
    }
    return possible.stream()
        .allMatch(
            prefix ->
                claims.stream()
                    .anyMatch(
                        claim ->
                            claim.isDenied()
                                && claim.condition() instanceof Condition.StartsWith denied
                                && denied.prefixes().stream().anyMatch(prefix::startsWith)));
  }

  private static Set<String> longer(Set<String> prefixes, Condition.StartsWith starts) {
    return prefixes.stream()
        .flatMap(
            one ->
                starts.prefixes().stream()
                    .filter(other -> one.startsWith(other) || other.startsWith(one))
                    .map(other -> one.length() >= other.length() ? one : other))
        .collect(Collectors.toSet());
  }
}
