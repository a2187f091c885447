package dev.leadlight.routing.verdict;

import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Slack's proof, version {@code v0}: HMAC-SHA256 over version, timestamp and the raw body. */
public final class SlackSignature {

  private static final String VERSION = "v0";

  /**
   * Checks it, in constant time.
   *
   * @param secrets of which one suffices
   * @param timestamp header {@code X-Slack-Request-Timestamp}, Unix seconds
   * @param signature header {@code X-Slack-Signature}
   * @param body as it came
   */
  public static Authenticity check(
      Collection<String> secrets,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant now) {
    if (timestamp == null
        || !timestamp.matches("\\d{1,12}")
        || signature == null
        || !signature.startsWith(VERSION + "=")) {
      return Authenticity.MALFORMED;
    }
    Optional<byte[]> presented = Signatures.hex(signature.substring(VERSION.length() + 1));
    if (presented.isEmpty()) {
      return Authenticity.MALFORMED;
    }
    boolean right =
        Signatures.hmac(
            Hash.SHA256,
            secrets,
            presented.get(),
            Signatures.piece(VERSION + ":" + timestamp + ":"),
            ByteBuffer.wrap(body));
    if (!right) {
      return Authenticity.FORGED;
    }
    boolean fresh = Signatures.isFresh(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
    return fresh ? Authenticity.AUTHENTIC : Authenticity.STALE;
  }

  private SlackSignature() {}
}
