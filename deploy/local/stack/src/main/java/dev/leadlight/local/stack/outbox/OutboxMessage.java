package dev.leadlight.local.stack.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery attempt brought.
 *
 * @param id the delivery's, so that a repeated attempt shows the same one; made up for messages
 *     that name none
 * @param identities as {@code kind:value}, strongest first
 * @param tier the tier the lead reached
 * @param receivedAt later than that of every message before
 * @param body the JSON that was sent, or an e-mail's parts
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OutboxMessage(
    String id,
    Channel channel,
    @Nullable String leadId,
    List<String> identities,
    @Nullable String tier,
    @Nullable String tierChangeId,
    Instant receivedAt,
    JsonNode body) {

  public OutboxMessage {
    identities = identities == null ? List.of() : List.copyOf(identities);
  }

  /** The way it came. */
  public enum Channel {
    @JsonProperty("slack")
    SLACK,
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("webhook")
    WEBHOOK
  }

  OutboxMessage at(Instant moment) {
    return new OutboxMessage(id, channel, leadId, identities, tier, tierChangeId, moment, body);
  }
}
