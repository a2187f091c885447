package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Limit;
import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most points that a card can give. Behaviour may repeat without end, so only limits for a
 * lifetime and caps bound it.
 *
 * @param score of a lead; infinite if nothing bounds it
 * @param byGroup of each group, by its id
 */
record Reach(double score, Map<String, Double> byGroup) {

  static Reach of(Scorecard card) {
    Map<String, Double> byGroup = new HashMap<>();
    double score = valueOf(card.rfm());
    for (Group group : card.groups()) {
      double most = group.rules().stream().mapToDouble(rule -> most(rule)).sum();
      double capped = group.cap() == null ? most : Math.min(most, group.cap());
      byGroup.put(group.id(), capped);
      score += capped;
    }
    if (card.predictive().isAsked()) {
      score += 100 * card.predictive().weight();
    }
    return new Reach(score, byGroup);
  }

  private static double most(Rule rule) {
    if (rule.points() <= 0 || RuleLint.reasonNeverToMatch(rule) != null) {
      return 0;
    }
    Limit limit = rule.atMost();
    return limit != null && limit.per() == Limit.Period.LIFETIME
        ? rule.points() * limit.times()
        : Double.POSITIVE_INFINITY;
  }

  private static double valueOf(@Nullable Rfm rfm) {
    if (rfm == null) {
      return 0;
    }
    return rfm.quantiles() == null
        ? best(rfm.recencyDays().values())
            + best(rfm.frequency().values())
            + best(rfm.monetary().values())
        : Double.POSITIVE_INFINITY;
  }

  /** Who has never bought is in no band, so bands that only take points take none from them. */
  private static double best(Collection<Double> points) {
    return Math.max(0, points.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  double of(String group) {
    return byGroup.getOrDefault(group, 0.0);
  }
}
