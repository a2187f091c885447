package dev.leadlight.routing.delivery;

import dev.leadlight.contracts.tier.TierChange;
import java.time.Instant;
import java.util.List;
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
 * @param isRepeat whether it may have been sent before: an attempt was made, or begun and never
 *     written down
 * @param before who had the lead before, none if it waited; null unless it {@linkplain #isHandOver
 *     hands the lead over}
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
    @Nullable Assignee assignee,
    boolean isRepeat,
    @Nullable List<Assignee> before) {

  public Delivery {
    with = Map.copyOf(with);
    before = before == null ? null : List.copyOf(before);
  }

  /** One that is sent for the first time. */
  public Delivery(
      String id,
      String destination,
      Verb verb,
      Map<String, String> with,
      int step,
      Instant plannedAt,
      @Nullable Instant expiresAt,
      TierChange change,
      @Nullable Assignee assignee) {
    this(id, destination, verb, with, step, plannedAt, expiresAt, change, assignee, false, null);
  }

  /** The same, which may have been sent before. */
  public Delivery again() {
    return new Delivery(
        id, destination, verb, with, step, plannedAt, expiresAt, change, assignee, true, before);
  }

  /** Whether it was told already, and is told once more because the lead has gone to another. */
  public boolean isHandOver() {
    return before != null;
  }

  /** Whether the lead was that rep's, by the rep's id elsewhere, and isn't any more. */
  public boolean wasOf(String destinationType, String id) {
    return before != null
        && before.stream().anyMatch(rep -> id.equals(rep.ids().get(destinationType)));
  }

  /** Whether its staleness deadline has passed at that moment. */
  public boolean isStale(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
