package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Conversion;
import dev.leadlight.contracts.scorecard.Decay;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups without effect, caps that swallow their rules, negative points that fade, short pauses.
 */
final class GroupLint {

  /** Shorter silences leave no trace in a lead's state. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private GroupLint() {}

  static List<Place> warnings(Scorecard card, Reach reach) {
    List<Place> warnings = new ArrayList<>();
    for (int g = 0; g < card.groups().size(); g++) {
      Group group = card.groups().get(g);
      String at = "/groups/" + g;
      boolean takes = group.rules().stream().anyMatch(rule -> rule.points() < 0);
      if (reach.of(group.id()) <= 0 && !takes) {
        warnings.add(
            Place.at(at, "without effect: its rules and its cap never give or take a point"));
      }
      if (group.decay() instanceof Decay.Idle idle && idle.after().compareTo(REMEMBERED) < 0) {
        warnings.add(
            Place.at(
                at + "/decay/idle/after",
                "pauses of less than a day are not remembered, so what one takes comes back with"
                    + " the deed that ends it"));
      }
      addRules(warnings, group, g);
      addReset(warnings, card.conversion(), group, at, takes);
    }
    return warnings;
  }

  private static void addRules(List<Place> warnings, Group group, int g) {
    for (int r = 0; r < group.rules().size(); r++) {
      Rule rule = group.rules().get(r);
      String at = ScorecardLint.rule(g, r) + "/points";
      Double cap = group.cap();
      if (rule.points() < 0 && group.mayRise()) {
        warnings.add(
            Place.at(
                at,
                "fades like all points of the group, so the score rises while nothing happens;"
                    + " a group without decay keeps it"));
      }
      if (rule.points() == 0) {
        warnings.add(Place.at(at, "zero points change no score"));
      }
      if (cap != null && cap > 0 && rule.points() > cap) {
        warnings.add(
            Place.at(at, "the group's cap leaves " + Words.number(cap) + " of a single match"));
      }
    }
  }

  private static void addReset(
      List<Place> warnings,
      @Nullable Conversion conversion,
      Group group,
      String at,
      boolean takes) {
    boolean isReset = conversion != null && conversion.resets().contains(group.id());
    boolean gives = group.rules().stream().anyMatch(rule -> rule.points() > 0);
    if (isReset && takes && !gives) {
      warnings.add(
          Place.at(
              at,
              "only takes points, and conversion.resets has a purchase forgive them; leave it out"
                  + " there unless that is meant"));
    }
  }
}
