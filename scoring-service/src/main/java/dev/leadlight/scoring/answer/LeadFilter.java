package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a list shows.
 *
 * @param tier only of this tier; null for any
 */
public record LeadFilter(@Nullable String tier) {

  /** What is wrong with it under a card. */
  public Optional<Refusal> refusal(Scorecard card) {
    List<String> tiers = card.tiers().stream().map(Tier::name).toList();
    return tier == null || tiers.contains(tier)
        ? Optional.empty()
        : Optional.of(new Refusal("tier", "one of " + String.join(", ", tiers)));
  }

  /** A wrong parameter. */
  public record Refusal(String parameter, String message) {}

  boolean accepts(LeadSummary lead) {
    return tier == null || tier.equals(lead.tier());
  }

  boolean isOpen() {
    return tier == null;
  }

  /**
   * The score below which nobody is accepted, because the tier begins higher. A tier that may be
   * kept for a while below its beginning has none.
   */
  double lowest(Scorecard card) {
    return card.tiers().stream()
        .filter(each -> each.name().equals(tier) && card.tierDwell().equals(Duration.ZERO))
        .filter(each -> !each.equals(card.lowestTier()))
        .mapToDouble(each -> each.from() - card.tierMargin() - 1)
        .findFirst()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
