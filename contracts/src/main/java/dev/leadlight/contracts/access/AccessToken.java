package dev.leadlight.contracts.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named token for administrative routes, as the services know it: by its digest. On a compacted
 * topic; a record without a value revokes it.
 *
 * @param name what it is for; stands in the audit log
 * @param digest SHA-256 of the token, 64 lower-case hexadecimal digits; the token itself is told
 *     once, to whoever made it
 * @param createdBy name of that caller
 * @param expiresAt from when on it is refused; null if never
 */
public record AccessToken(
    String id,
    String name,
    String digest,
    AccessRole role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** How every token begins, so that leaked ones can be searched for. */
  public static final String PREFIX = "llt_";

  /** Whether it may be used at a moment. */
  public boolean isValidAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
