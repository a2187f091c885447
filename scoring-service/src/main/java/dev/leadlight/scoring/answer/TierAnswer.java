package dev.leadlight.scoring.answer;

import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Segmenting;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import java.time.Instant;
import java.util.List;

/**
 * All that a page may know of its visitor.
 *
 * @param since when the lead came into its tier; when it was first seen if it has always been there
 * @param segments that the lead is in, in the card's order
 */
public record TierAnswer(String tier, Instant since, List<String> segments) {

  public TierAnswer {
    segments = List.copyOf(segments);
  }

  /** Evaluates a lead under its terms at a moment. */
  public static TierAnswer of(LeadState lead, Terms terms, Instant at) {
    Ledger ledger = terms.pricing().read(lead.united());
    return of(lead, ledger, new Tiering(ledger), at);
  }

  static TierAnswer of(LeadState lead, Ledger ledger, Tiering tiering, Instant at) {
    Tiering.Standing standing = tiering.standingAt(at);
    Instant since = standing.since();
    return new TierAnswer(
        standing.tier(),
        since == null ? Instant.ofEpochMilli(lead.firstSeenAt()) : since,
        new Segmenting(ledger, tiering).at(at));
  }
}
