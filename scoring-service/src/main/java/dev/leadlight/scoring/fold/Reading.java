package dev.leadlight.scoring.fold;

import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.score.Ledger;
import dev.leadlight.scoring.score.Pricing;
import dev.leadlight.scoring.score.Segmenting;
import dev.leadlight.scoring.score.Tiering;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead's evidence read under its card: what it is worth at any moment, which tier and which
 * segments that means. Reading is what a fold costs most, so whoever looks at the same evidence
 * once more uses the same one.
 */
public final class Reading {

  private final Map<String, Evidence> source;
  private final Evidence evidence;
  private final Ledger ledger;
  private final Tiering tiering;
  private @Nullable Segmenting segmenting;

  private Reading(Map<String, Evidence> source, Evidence evidence, Ledger ledger) {
    this.source = source;
    this.evidence = evidence;
    this.ledger = ledger;
    this.tiering = new Tiering(ledger);
  }

  static Reading of(LeadState lead, Pricing pricing) {
    Evidence united = lead.united();
    return new Reading(lead.evidence(), united, pricing.read(united));
  }

  /** Whether it is what a lead's evidence says now, and not before more of it came. */
  @SuppressWarnings("ReferenceEquality") // evidence that is the same was not touched
  boolean isOf(LeadState lead) {
    return lead.evidence() == source;
  }

  /** Of all the lead's identities together. */
  Evidence evidence() {
    return evidence;
  }

  Ledger ledger() {
    return ledger;
  }

  Tiering tiering() {
    return tiering;
  }

  Segmenting segmenting() {
    Segmenting known = segmenting;
    if (known == null) {
      known = new Segmenting(ledger, tiering);
      segmenting = known;
    }
    return known;
  }
}
