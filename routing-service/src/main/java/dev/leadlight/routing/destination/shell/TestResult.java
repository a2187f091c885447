package dev.leadlight.routing.destination.shell;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of a test. */
@Schema(name = "TestResult")
record TestResult(
    @Schema(description = "accepted, or a reason's code", examples = "accepted") String outcome,
    @Schema(description = "HTTP status or SMTP reply, if it came to that", examples = "200")
        @Nullable Integer status,
    @Schema(description = "Beginning of what was sent, redacted") @Nullable String request,
    @Schema(description = "Beginning of what was answered, redacted", examples = "ok")
        @Nullable String response,
    @Schema(description = "Milliseconds", examples = "142") long tookMs) {}
