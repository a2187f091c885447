package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Terms;
import dev.leadlight.scoring.score.Tiering;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead in a list.
 *
 * @param identities as {@code kind:value}, strongest first
 * @param score unrounded
 * @param since when the lead came into its tier; when it was first seen if it has always been there
 * @param segments that the lead is in, in the card's order
 * @param rfmGroup the lead's name as a customer; null without orders, or if the card has none
 */
public record LeadSummary(
    LeadId leadId,
    List<String> identities,
    double score,
    String tier,
    Instant since,
    List<String> segments,
    @Nullable String rfmGroup,
    Instant firstSeen) {

  /** Evaluates a lead under its terms at a moment. */
  public static LeadSummary of(LeadState lead, Terms terms, Instant at) {
    Ledger ledger = terms.pricing().read(lead.united());
    TierAnswer standing = TierAnswer.of(lead, ledger, new Tiering(ledger), at);
    return new LeadSummary(
        lead.id(),
        lead.identities().stream().map(known -> known.identity().label()).toList(),
        ledger.pointsAt(at.toEpochMilli()),
        standing.tier(),
        standing.since(),
        standing.segments(),
        ledger.rfmGroupAt(at).orElse(null),
        Instant.ofEpochMilli(lead.firstSeenAt()));
  }
}
