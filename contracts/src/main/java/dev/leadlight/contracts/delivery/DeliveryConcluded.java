package dev.leadlight.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery reached its end, one way or the other.
 *
 * @param id the delivery's, which is also the idempotency key that the destination saw
 * @param action what the playbook asked for, for example {@code slack}
 * @param attempts how often it was tried; 0 when it was never sent
 * @param reason a stable code when it was not delivered
 */
public record DeliveryConcluded(
    String id,
    String tierChangeId,
    LeadId leadId,
    String playbook,
    String action,
    String destination,
    Result result,
    int attempts,
    Instant plannedAt,
    Instant concludedAt,
    @Nullable String reason) {

  /** How it ended. */
  public enum Result {
    /** The destination has it. */
    @JsonProperty("delivered")
    DELIVERED,
    /** Given up: a dead letter. */
    @JsonProperty("failed")
    FAILED,
    /** Its staleness deadline passed before it could be sent. */
    @JsonProperty("expired")
    EXPIRED,
    /** A later change of the same lead made it pointless. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Not allowed: no consent, or the lead is in the control arm. */
    @JsonProperty("suppressed")
    SUPPRESSED
  }
}
