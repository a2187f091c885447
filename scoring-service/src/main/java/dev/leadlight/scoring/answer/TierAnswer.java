package dev.leadlight.scoring.answer;

import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import java.time.Instant;

/**
 * All that a page may know of its visitor.
 *
 * @param since when the lead came into its tier; when it was first seen if it has always been there
 */
public record TierAnswer(String tier, Instant since) {

  /** Evaluates a lead under its terms at a moment. */
  public static TierAnswer of(LeadState lead, Terms terms, Instant at) {
    return of(lead, new Tiering(terms.pricing().read(lead.united())), at);
  }

  static TierAnswer of(LeadState lead, Tiering tiering, Instant at) {
    Tiering.Standing standing = tiering.standingAt(at);
    Instant since = standing.since();
    return new TierAnswer(
        standing.tier(), since == null ? Instant.ofEpochMilli(lead.firstSeenAt()) : since);
  }
}
