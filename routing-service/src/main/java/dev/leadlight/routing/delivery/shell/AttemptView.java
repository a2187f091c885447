package dev.leadlight.routing.delivery.shell;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An attempt as the API shows it. */
@Schema(name = "Attempt")
public record AttemptView(
    int number,
    Instant startedAt,
    long tookMs,
    @Schema(description = "accepted, or the code of what went wrong", examples = "throttled")
        String outcome,
    @Schema(description = "HTTP status or SMTP reply code", examples = "429")
        @Nullable Integer status,
    @Schema(description = "Beginning of what was sent, redacted in the same way")
        @Nullable String request,
    @Schema(description = "Beginning of the answer, without personal data and secrets")
        @Nullable String excerpt) {}
