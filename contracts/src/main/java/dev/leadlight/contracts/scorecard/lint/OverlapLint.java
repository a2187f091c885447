package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.lint.Satisfiability.Written;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that pay for the same deed. Both count, which is easily overlooked. */
final class OverlapLint {

  private OverlapLint() {}

  /** Pairs of alternatives. Thousands of rules are compared as far as half a second goes. */
  private static final int MOST_EFFORT = 500_000;

  private record Placed(Rule rule, Written where, String pointer) {

    /** What it costs at most to compare the two. */
    int effort(Placed other) {
      return 1 + where.effort(other.where) + other.where.effort(where);
    }

    boolean isPartOf(Placed other) {
      return other.rule.on().containsAll(rule.on()) && where.implies(other.where);
    }
  }

  /** Each rule with the first before it that pays for the same. */
  static List<Place> warnings(Scorecard card) {
    List<Placed> rules = new ArrayList<>();
    for (int g = 0; g < card.groups().size(); g++) {
      for (int r = 0; r < card.groups().get(g).rules().size(); r++) {
        Rule rule = card.groups().get(g).rules().get(r);
        if (RuleLint.reasonNeverToMatch(rule) == null) {
          rules.add(new Placed(rule, Written.of(rule.where()), ScorecardLint.rule(g, r)));
        }
      }
    }
    List<Place> warnings = new ArrayList<>();
    int effort = 0;
    for (int later = 1; later < rules.size(); later++) {
      String overlap = null;
      for (int earlier = 0; earlier < later && overlap == null; earlier++) {
        effort += rules.get(later).effort(rules.get(earlier));
        if (effort > MOST_EFFORT) {
          return warnings;
        }
        overlap = overlap(rules.get(later), rules.get(earlier));
      }
      if (overlap != null) {
        warnings.add(Place.at(rules.get(later).pointer(), overlap));
      }
    }
    return warnings;
  }

  private static @Nullable String overlap(Placed later, Placed earlier) {
    Rule rule = later.rule();
    Rule other = earlier.rule();
    if (!rule.when().equals(other.when()) || rule.on().stream().noneMatch(other.on()::contains)) {
      return null;
    }
    boolean isPart = later.isPartOf(earlier);
    boolean isWhole = earlier.isPartOf(later);
    if (isPart && isWhole) {
      return "matches exactly when " + other.id() + " does; both count";
    }
    if (isPart) {
      return "whatever it sees, " + other.id() + " sees too; both count";
    }
    return isWhole ? "sees all that " + other.id() + " sees, and more; both count" : null;
  }
}
