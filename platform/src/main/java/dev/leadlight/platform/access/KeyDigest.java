package dev.leadlight.platform.access;

import dev.leadlight.contracts.digest.Sha256;
import java.util.Locale;

/**
 * A key as we keep it: by its SHA-256 digest. Looking a digest up tells nothing, by the time it
 * takes, about the keys that exist.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record KeyDigest(String hex) {

  private static final String PREFIX = "sha256:";

  /** Of the key that a caller presents. */
  public static KeyDigest of(String sent) {
    return new KeyDigest(Sha256.hex(sent));
  }

  /**
   * Of a key of the configuration: the key itself, or {@code sha256:} and its digest.
   *
   * @throws IllegalArgumentException if the digest isn't one
   */
  public static KeyDigest parse(String configured) {
    if (!configured.startsWith(PREFIX)) {
      return of(configured);
    }
    String hex = configured.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a key's digest has 64 hexadecimal digits");
    }
    return new KeyDigest(hex);
  }
}
