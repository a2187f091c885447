package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that pay for the same deed. Both count, which is easily overlooked. */
final class OverlapLint {

  private OverlapLint() {}

  private record Placed(Rule rule, String pointer) {}

  static List<Place> warnings(Scorecard card) {
    List<Placed> rules = new ArrayList<>();
    for (int g = 0; g < card.groups().size(); g++) {
      for (int r = 0; r < card.groups().get(g).rules().size(); r++) {
        rules.add(new Placed(card.groups().get(g).rules().get(r), ScorecardLint.rule(g, r)));
      }
    }
    List<Place> warnings = new ArrayList<>();
    for (int later = 1; later < rules.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        String overlap = overlap(rules.get(later).rule(), rules.get(earlier).rule());
        if (overlap != null) {
          warnings.add(Place.at(rules.get(later).pointer(), overlap));
        }
      }
    }
    return warnings;
  }

  private static @Nullable String overlap(Rule rule, Rule earlier) {
    if (!rule.when().equals(earlier.when())
        || rule.on().stream().noneMatch(earlier.on()::contains)) {
      return null;
    }
    boolean isPart = isPart(rule, earlier);
    boolean isWhole = isPart(earlier, rule);
    if (isPart && isWhole) {
      return "matches exactly when " + earlier.id() + " does; both count";
    }
    if (isPart) {
      return "whatever it sees, " + earlier.id() + " sees too; both count";
    }
    return isWhole ? "sees all that " + earlier.id() + " sees, and more; both count" : null;
  }

  private static boolean isPart(Rule rule, Rule of) {
    return of.on().containsAll(rule.on()) && Satisfiability.implies(rule.where(), of.where());
  }
}
