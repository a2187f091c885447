package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.TierChange;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Where a lead's clock hangs. */
final class LeadZone {

  /** The zone that the lead told of; the other one if it told none, or one that nobody knows. */
  static ZoneId of(TierChange change, ZoneId otherwise) {
    String told = change.contact().timezone();
    try {
      return told == null ? otherwise : ZoneId.of(told);
    } catch (DateTimeException unknown) {
      return otherwise;
    }
  }

  private LeadZone() {}
}
