package dev.leadlight.routing.delivery;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about to be attempted.
 *
 * @param id the idempotency key that the destination sees
 * @param destination its id
 * @param verb what to do there
 * @param with the verb's parameters
 * @param step how many waits of the retry schedule are used up
 * @param plannedAt when the tier change was taken
 * @param expiresAt after which it is not worth telling
 * @param change what it is about
 * @param assignee the lead's rep, if it has one
 */
public record Delivery(
    String id,
    String destination,
    Verb verb,
    Map<String, String> with,
    int step,
    Instant plannedAt,
    @Nullable Instant expiresAt,
    TierChange change,
    @Nullable Assignee assignee) {

  public Delivery {
    with = Map.copyOf(with);
  }

  /** Whether its staleness deadline has passed at that moment. */
  public boolean isStale(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
