package dev.leadlight.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    return new KeyDigest(HexFormat.of().formatHex(sha256(sent)));
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

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
