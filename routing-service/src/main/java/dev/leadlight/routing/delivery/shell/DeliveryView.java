package dev.leadlight.routing.delivery.shell;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as the API shows it. */
@Schema(name = "Delivery")
public record DeliveryView(
    @Schema(examples = "dlv_Yq3w2lT0X1l4cZ0o7m9n1Q", description = "Also the idempotency key sent")
        String id,
    String tierChangeId,
    String leadId,
    @Schema(examples = "sales-ready") String playbook,
    @Schema(examples = "slack") String action,
    @Schema(examples = "slack") String destination,
    @Schema(description = "What is asked of the destination", examples = "notify") String verb,
    @Schema(description = "Parameters of the verb") Map<String, String> with,
    @Schema(
            description = "pending, delivered, dead, expired, superseded or suppressed",
            examples = "delivered")
        String state,
    @Schema(description = "Stable code of what went wrong last", examples = "not-found")
        @Nullable String reason,
    int attempts,
    Instant plannedAt,
    @Schema(description = "While pending") @Nullable Instant nextAttemptAt,
    @Schema(description = "When it stops being worth telling") @Nullable Instant expiresAt,
    @Nullable Instant concludedAt) {}
