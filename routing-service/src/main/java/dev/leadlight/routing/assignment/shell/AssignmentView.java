package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Requirement;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An assignment as the API shows it. */
@Schema(name = "Assignment")
record AssignmentView(
    @Schema(examples = "asg_q2K0w9Yy3vTtS1dZc7mB5A") String id,
    String leadId,
    String tierChangeId,
    @Schema(
            examples = "assigned",
            enumeration = {"waiting", "assigned", "acknowledged", "passed-on", "closed"})
        String state,
    @Schema(description = "Absent while the lead waits", examples = "rob") @Nullable String rep,
    @Schema(description = "Of the lead when it came; the queue's order among equals") double score,
    @Schema(description = "Of the lead as a customer, in money; the queue's order") double worth,
    @Schema(description = "What the rep has to have") Requirement requirement,
    Instant createdAt,
    @Nullable Instant assignedAt,
    @Schema(description = "Until when it has to be acknowledged") @Nullable Instant dueAt,
    @Nullable Instant acknowledgedAt,
    @Schema(
            description = "How",
            examples = {"api", "slack", "email", "outcome"})
        @Nullable String acknowledgedBy,
    @Nullable Instant endedAt,
    @Schema(examples = "silent") @Nullable String endReason) {}
