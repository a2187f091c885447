package dev.leadlight.routing.playbook;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.contracts.tier.TierChange.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Which tier changes a playbook is for. What is null does not matter; all else has to hold.
 *
 * @param entered tier that the lead is in now
 * @param left tier that the lead was in before
 */
public record Condition(
    @Nullable String entered, @Nullable String left, @Nullable Direction direction) {

  public boolean matches(TierChange change) {
    return (entered == null || entered.equals(change.to()))
        && (left == null || left.equals(change.from()))
        && (direction == null || direction == change.direction());
  }
}
