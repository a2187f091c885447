package dev.leadlight.routing.delivery;

import dev.leadlight.contracts.digest.Sha256;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell one destination about one tier change.
 *
 * @param id derived from tier change, playbook and action, so that planning twice gives the same;
 *     the idempotency key that the destination sees
 * @param destination its id
 * @param verb what to do there
 * @param with the verb's parameters
 * @param subject {@linkplain Verb#subject what it is about}: a later change's delivery about the
 *     same makes this pointless; null if it is told in any case
 * @param dueAt of the first attempt
 * @param expiresAt after which it is not worth telling
 * @param quietHours in which it must not go, should it be late; null if it may at any hour
 * @param suppressed why it must not be sent; null if it may
 */
public record PlannedDelivery(
    String id,
    String playbook,
    String action,
    String destination,
    Verb verb,
    Map<String, String> with,
    @Nullable String subject,
    Instant dueAt,
    @Nullable Instant expiresAt,
    @Nullable QuietHours quietHours,
    @Nullable Reason suppressed) {

  public PlannedDelivery {
    with = Map.copyOf(with);
  }

  /** Whether a later change of the same lead makes this pointless. */
  public boolean latestWins() {
    return subject != null;
  }

  /** 26 characters without a dot: {@code dlv_} and 128 bits of a hash in base64url. */
  public static String idOf(String tierChangeId, String playbook, String action) {
    return "dlv_" + Sha256.id(String.join("\n", tierChangeId, playbook, action));
  }
}
