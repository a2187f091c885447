package dev.leadlight.scoring.score;

import dev.leadlight.contracts.tier.Contribution;
import java.util.List;

/**
 * A score and what it is made of.
 *
 * @param points unrounded, never below 0
 * @param contributions add up to {@code points} within 1e-9
 */
public record Score(double points, List<Contribution> contributions) {

  public Score {
    contributions = List.copyOf(contributions);
  }

  /** Points as tiers see them: whole, half up. */
  static double rounded(double points) {
    return Math.floor(points + 0.5);
  }
}
