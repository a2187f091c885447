package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of what a card says without effect, or with another than its author expects. A card with
 * warnings is a correct card: each is only claimed where it is certain, so silence proves nothing.
 */
public final class ScorecardLint {

  private ScorecardLint() {}

  /** What is odd and where, in the order of the document: a JSON pointer and a sentence each. */
  public static List<Place> warnings(Scorecard card) {
    Reach reach = Reach.of(card);
    List<Place> warnings = new ArrayList<>();
    warnings.addAll(TierLint.warnings(card, reach));
    warnings.addAll(GroupLint.warnings(card, reach));
    warnings.addAll(RuleLint.warnings(card));
    warnings.addAll(OverlapLint.warnings(card));
    warnings.addAll(CustomerLint.warnings(card));
    warnings.addAll(SegmentLint.warnings(card, reach));
    return List.copyOf(warnings);
  }

  static String rule(int group, int rule) {
    return "/groups/" + group + "/rules/" + rule;
  }
}
