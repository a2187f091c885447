package dev.leadlight.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery reached its end, one way or the other.
 *
 * @param id the delivery's, which is also the idempotency key that the destination saw
 * @param action the name of the playbook's action, for example {@code tell-the-team}
 * @param verb what was to be done at the destination: {@code notify}, {@code create-task}; null in
 *     records from before it was told
 * @param destinationType which connector talks to the destination: {@code slack}, {@code webhook};
 *     null in records from before it was told
 * @param attempts how often it was tried; 0 when it was never sent
 * @param reason a stable code when it was not delivered: {@code no-consent}, {@code gone}
 */
public record DeliveryConcluded(
    String id,
    String tierChangeId,
    LeadId leadId,
    String playbook,
    String action,
    @Nullable String verb,
    String destination,
    @Nullable String destinationType,
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
    /**
     * Not to be sent: no consent, the lead is in the control arm or was told the same a short time
     * ago, or it is night where the lead is and the playbook drops what falls into it.
     */
    @JsonProperty("suppressed")
    SUPPRESSED
  }
}
