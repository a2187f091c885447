package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.TierChange;

/** What others are told because of an event. Each has an id derived from its cause. */
public sealed interface Effect {

  /** A lead reached or left a tier. */
  record TierChanged(TierChange change) implements Effect {}

  /** A lead bought something. */
  record Converted(Conversion conversion) implements Effect {}

  /** How a lead looked at a moment worth remembering. */
  record Observed(FeatureSnapshot snapshot) implements Effect {}
}
