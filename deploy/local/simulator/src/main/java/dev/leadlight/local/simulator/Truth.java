package dev.leadlight.local.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What is known about one shopper, and what the starter scorecard has to say about it. Right for
 * moments up to 30 days after the last message.
 *
 * @param identity the strongest one, as the API names it: {@code user:sim-7-12}
 * @param evidence in the order of time
 */
public record Truth(Persona persona, String identity, List<Evidence> evidence) {
  private static final double SALES_READY = 100;
  private static final double NURTURE = 50;
  private static final double MARGIN = 5;

  public Truth {
    evidence = evidence.stream().sorted(Comparator.comparing(Evidence::at)).toList();
  }

  /** The score at a moment, unrounded. */
  public double score(Instant now) {
    return Math.max(0, evidence.stream().mapToDouble(match -> match.pointsAt(now)).sum());
  }

  /**
   * The tier at a moment. Between two matches the score only falls, so it is enough to look at each
   * match just before and at it, and at the moment itself.
   */
  public String tier(Instant now) {
    Tier tier = Tier.NEWSLETTER;
    for (Evidence match : evidence) {
      if (!match.at().isAfter(now)) {
        tier = tier.after(score(match.at().minusMillis(1))).after(score(match.at()));
      }
    }
    return tier.after(score(now)).label;
  }

  private enum Tier {
    NEWSLETTER("newsletter", 0),
    NURTURE("nurture", Truth.NURTURE),
    SALES_READY("sales-ready", Truth.SALES_READY);

    private final String label;
    private final double from;

    Tier(String label, double from) {
      this.label = label;
      this.from = from;
    }

    /** Up as far as the score carries; down only when the score is below the margin. */
    Tier after(double score) {
      double rounded = Math.floor(score + 0.5);
      Tier reached = this;
      for (Tier tier : values()) {
        reached = tier.compareTo(reached) > 0 && rounded >= tier.from ? tier : reached;
      }
      while (rounded < reached.from - MARGIN) {
        reached = reached.below();
      }
      return reached;
    }

    private Tier below() {
      return switch (this) {
        case NEWSLETTER, NURTURE -> NEWSLETTER;
        case SALES_READY -> NURTURE;
      };
    }
  }
}
