package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.lead.DerivedSignal;

/** What others are told because of an event or of time. Each has an id derived from its cause. */
public sealed interface Effect {

  /** A lead reached or left a tier. */
  record TierChanged(TierChange change) implements Effect {}

  /** A lead bought something. */
  record Converted(Conversion conversion) implements Effect {}

  /** How a lead looked at a moment worth remembering. */
  record Observed(FeatureSnapshot snapshot) implements Effect {}

  /** Something that nobody sent has happened; for everybody who reads the events. */
  record Derived(ShopperEvent event) implements Effect {

    /** The lead has come into a segment. */
    public static final Signal ENTERED = new Signal("segment_entered");

    /** The lead is no longer in a segment. */
    public static final Signal LEFT = new Signal("segment_left");

    /** What stands as the source of such events. */
    public static final String SOURCE = "leadlight";

    /** Whether an event is one of ours that comes back from the topic. */
    public static boolean isEcho(ShopperEvent event) {
      return event.source().equals(SOURCE)
          && (DerivedSignal.find(event.signal()).isPresent()
              || event.signal().equals(ENTERED)
              || event.signal().equals(LEFT));
    }
  }
}
