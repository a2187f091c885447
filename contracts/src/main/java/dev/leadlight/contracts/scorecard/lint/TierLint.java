package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import java.util.ArrayList;
import java.util.List;

/** Tiers that nobody reaches, and margins in which they lose their meaning. */
final class TierLint {

  private TierLint() {}

  static List<Place> warnings(Scorecard card, Reach reach) {
    List<Place> warnings = new ArrayList<>();
    List<Tier> tiers = card.tiers();
    for (int i = 0; i < tiers.size() - 1; i++) {
      Tier tier = tiers.get(i);
      if (tier.from() > Math.floor(reach.score() + 0.5)) {
        warnings.add(
            Place.at(
                "/tiers/" + i + "/from",
                "nobody reaches "
                    + tier.name()
                    + ": caps and limits leave "
                    + Words.number(reach.score())
                    + " points at most"));
      }
      if (tier.from() - card.tierMargin() <= 0) {
        warnings.add(
            Place.at(
                "/tierMargin",
                "who was ever in "
                    + tier.name()
                    + " stays there: a score does not fall below "
                    + Words.number(tier.from() - card.tierMargin())));
      } else if (tier.from() - card.tierMargin() < tiers.get(i + 1).from()) {
        warnings.add(
            Place.at(
                "/tierMargin",
                "wider than the step from "
                    + tiers.get(i + 1).name()
                    + " to "
                    + tier.name()
                    + ": a lead keeps the higher tier with less than the lower one asks for"));
      }
    }
    return warnings;
  }
}
