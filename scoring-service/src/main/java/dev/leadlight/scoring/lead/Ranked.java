package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.identity.LeadId;
import java.util.Comparator;

/**
 * A lead's place in the ranking: its score when it was last looked at, and a little more.
 *
 * <p>What is added depends on the lead id alone and is less than a thousandth of a point. It gives
 * leads of one score places of their own, always the same, so that a list can be gone on with in
 * the middle of very many leads with the same score.
 *
 * @param place in points; the highest comes first
 */
public record Ranked(LeadId lead, double place) {

  /** Highest first. */
  public static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble(Ranked::place)
          .thenComparing(ranked -> ranked.lead().value())
          .reversed();

  /**
   * Points by which a score may rise in silence, above the least that it was since it was last
   * noted, before somebody has to look at the lead and note it.
   */
  public static final double MOST_RISE = 1;

  private static final double MOST_ADDED = 0.001;
  private static final double TOLERANCE = 0.01;
  private static final double HASHES = 0x1p32;

  /** The place of a lead with that score. */
  public static Ranked of(LeadId lead, double score) {
    long scattered = Integer.toUnsignedLong(lead.value().hashCode() * 0x9E3779B9);
    return new Ranked(lead, score + MOST_ADDED * (scattered / HASHES));
  }

  /** Whether a lead of that score stands higher than it should by more than a hundredth. */
  public boolean isTooHighFor(double score) {
    return place - score > TOLERANCE;
  }

  /** Whether a lead of that score stands lower than it should by more than a hundredth. */
  public boolean isTooLowFor(double score) {
    return score - place > TOLERANCE;
  }
}
