package dev.leadlight.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticated source sent and we could not take. Kept so that nothing disappears
 * silently.
 *
 * @param source name of the configured source
 * @param reason stable code, for example {@code missing_identity}
 * @param detail a sentence for people, without personal data
 * @param pointer JSON pointer to the offending place in {@code body}, if there is one
 * @param endpoint where it came in, for example {@code /v1/batch}
 * @param body the message as it was received, cut at 64 KB
 */
public record RejectedEvent(
    String source,
    String reason,
    String detail,
    @Nullable String pointer,
    String endpoint,
    Instant receivedAt,
    String body) {}
