package dev.leadlight.scoring.score;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.Tier;
import dev.leadlight.scoring.lead.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would lift a lead into the next tier at a moment.
 *
 * @param tier the next higher one
 * @param points how far the score is from that tier's threshold
 * @param ways the shortest, fewest deeds first; empty if twenty deeds don't do it
 * @param sentence the first way for people
 */
public record Missing(String tier, double points, List<Way> ways, String sentence) {

  public Missing {
    ways = List.copyOf(ways);
  }

  /**
   * Deeds that together lift the lead, if they are done at the moment.
   *
   * @param score that the lead then has
   */
  public record Way(List<Step> steps, double score) {
    public Way {
      steps = List.copyOf(steps);
    }

    int deeds() {
      return steps.stream().mapToInt(Step::times).sum();
    }
  }

  /**
   * So many deeds that a rule sees.
   *
   * @param on any of these signals; the rule may ask for certain properties besides
   */
  public record Step(String group, String rule, List<Signal> on, int times) {
    public Step {
      on = List.copyOf(on);
    }
  }

  /**
   * Looks for ways. Each deed is tried: it is added to the evidence and the whole is read under the
   * card, so that limits, counts, caps, margins and points that other rules take are what they are.
   * Purchases are not tried, for they are the aim, nor deeds that count only after a silence.
   *
   * @return empty in the highest tier
   */
  public static Optional<Missing> of(Evidence evidence, Scorecard card, Instant at) {
    Ledger ledger = Ledger.of(evidence, card);
    int standing = WaysUp.rank(card, new Tiering(ledger).tierAt(at));
    if (standing == 0) {
      return Optional.empty();
    }
    Tier next = card.tiers().get(standing - 1);
    List<Way> ways = new WaysUp(card, standing).from(new Trial(card, evidence, at));
    return Optional.of(
        new Missing(
            next.name(),
            Math.max(0, next.from() - ledger.pointsAt(at.toEpochMilli())),
            ways,
            MissingWords.sentence(next.name(), ways)));
  }
}
