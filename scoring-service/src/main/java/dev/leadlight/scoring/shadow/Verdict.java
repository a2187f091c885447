package dev.leadlight.scoring.shadow;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.score.Tiering;
import dev.leadlight.scoring.scorecard.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where a lead stands, and where it would stand under the draft.
 *
 * @param from by the card it is scored by
 * @param to by the draft
 */
public record Verdict(LeadId lead, String from, String to) {

  /** Of each of these leads; none if no draft is in the shadow. */
  public static List<Verdict> of(Collection<LeadState> leads, InForce cards, Instant now) {
    List<Verdict> verdicts = new ArrayList<>();
    cards
        .draft()
        .ifPresent(
            draft ->
                leads.stream()
                    .filter(lead -> !lead.isUnseen() && lead.mergedInto() == null)
                    .forEach(lead -> verdicts.add(of(lead, cards, draft, now))));
    return verdicts;
  }

  private static Verdict of(LeadState lead, InForce cards, Pricing draft, Instant now) {
    Evidence evidence = lead.united();
    Pricing live = cards.termsOf(lead.id()).pricing();
    return new Verdict(lead.id(), tier(live, evidence, now), tier(draft, evidence, now));
  }

  private static String tier(Pricing card, Evidence evidence, Instant now) {
    return new Tiering(card.read(evidence)).tierAt(now);
  }
}
