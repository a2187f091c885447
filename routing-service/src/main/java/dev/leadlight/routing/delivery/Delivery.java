package dev.leadlight.routing.delivery;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about to be attempted.
 *
 * @param step how many waits of the retry schedule are used up
 * @param plannedAt when the tier change was taken
 * @param expiresAt after which it is not worth telling
 */
public record Delivery(
    String id,
    String destination,
    int step,
    Instant plannedAt,
    @Nullable Instant expiresAt,
    TierChange change) {

  /** Whether its staleness deadline has passed at that moment. */
  public boolean isStale(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
