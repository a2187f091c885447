package dev.leadlight.scoring.live;

import dev.leadlight.contracts.tier.TierChange.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Which changes somebody watches for.
 *
 * @param tier only changes into or out of this tier; null for any
 * @param direction only this way; null for both
 * @param segment only leads in this segment; null for any
 */
public record LiveFilter(
    @Nullable String tier, @Nullable Direction direction, @Nullable String segment) {

  /** Whether a change is one of them. */
  public boolean accepts(LiveChange change) {
    return (tier == null || tier.equals(change.to()) || tier.equals(change.from()))
        && (direction == null || direction == change.direction())
        && (segment == null || change.segments().contains(segment));
  }
}
