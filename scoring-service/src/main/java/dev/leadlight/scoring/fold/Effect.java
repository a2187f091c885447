package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.learning.Conversion;
import dev.leadlight.contracts.learning.FeatureSnapshot;
import dev.leadlight.contracts.learning.StoreSignal;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.scoring.lead.DerivedSignal;
import java.util.List;

/** What others are told because of an event or of time. Each has an id derived from its cause. */
public sealed interface Effect {

  /** A lead reached or left a tier. */
  record TierChanged(TierChange change) implements Effect {}

  /** A lead bought something. */
  record Converted(Conversion conversion) implements Effect {}

  /** A lead did something in a store. */
  record InStore(StoreSignal signal) implements Effect {}

  /**
   * How a lead looked at a moment worth remembering.
   *
   * @param identities all that the lead had then
   */
  record Observed(FeatureSnapshot snapshot, List<Identity> identities) implements Effect {

    public Observed {
      identities = List.copyOf(identities);
    }

    /** As it is told to others: with the keys of the identities, never with their values. */
    public FeatureSnapshot told(IdentityKeys keys) {
      return snapshot.under(identities.stream().map(keys::keyOf).toList());
    }
  }

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
