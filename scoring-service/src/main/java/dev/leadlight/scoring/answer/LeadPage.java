package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of leads.
 *
 * @param at the moment at which all pages of one walk are evaluated
 * @param leads highest score first
 * @param next where the list goes on, also when this page is not full; null at its end
 */
public record LeadPage(
    Instant at, ScorecardRef scorecard, List<LeadSummary> leads, @Nullable String next) {

  public LeadPage {
    leads = List.copyOf(leads);
  }
}
