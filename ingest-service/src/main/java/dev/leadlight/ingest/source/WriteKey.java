package dev.leadlight.ingest.source;

import dev.leadlight.platform.access.KeyDigest;

/** The key of a source, as we keep it. */
public record WriteKey(KeyDigest digest) {

  /** The key that a sender presents. */
  public static WriteKey of(String sent) {
    return new WriteKey(KeyDigest.of(sent));
  }

  /**
   * A key of the configuration: the key itself, or {@code sha256:} and its digest.
   *
   * @throws IllegalArgumentException if the digest isn't one
   */
  public static WriteKey parse(String configured) {
    return new WriteKey(KeyDigest.parse(configured));
  }
}
