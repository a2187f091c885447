package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Scorecard;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is scored by.
 *
 * @param pricing its card
 * @param arm of the experiment that is running; null without one
 */
public record Terms(Pricing pricing, @Nullable String arm) {

  /** A card outside any experiment. */
  public static Terms of(Scorecard card) {
    return new Terms(Pricing.of(card), null);
  }

  /** The card. */
  public Scorecard card() {
    return pricing.card();
  }
}
