package dev.leadlight.feedback.access;

import dev.leadlight.contracts.access.AccessRole;
import dev.leadlight.contracts.access.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as it is listed: neither itself nor its digest. */
public record TokenView(
    String id,
    String name,
    AccessRole role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    boolean expired) {

  /** How it stands at a moment. */
  public static TokenView of(AccessToken token, Instant now) {
    return new TokenView(
        token.id(),
        token.name(),
        token.role(),
        token.createdBy(),
        token.createdAt(),
        token.expiresAt(),
        !token.isValidAt(now));
  }
}
