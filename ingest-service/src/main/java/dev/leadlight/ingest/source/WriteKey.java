package dev.leadlight.ingest.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A write key as we keep it: by its SHA-256 digest. Looking a digest up tells nothing, by the time
 * it takes, about the keys that exist.
 *
 * @param digest 64 lower-case hexadecimal digits
 */
public record WriteKey(String digest) {

  private static final String DIGEST_PREFIX = "sha256:";

  /** The key that a sender presents. */
  public static WriteKey of(String sent) {
    return new WriteKey(HexFormat.of().formatHex(sha256(sent)));
  }

  /**
   * A key of the configuration: the key itself, or {@code sha256:} and its digest.
   *
   * @throws IllegalArgumentException if the digest isn't one
   */
  public static WriteKey parse(String configured) {
    if (!configured.startsWith(DIGEST_PREFIX)) {
      return of(configured);
    }
    String digest = configured.substring(DIGEST_PREFIX.length()).toLowerCase(Locale.ROOT);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a write key's digest has 64 hexadecimal digits");
    }
    return new WriteKey(digest);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
