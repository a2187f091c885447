package dev.leadlight.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proof of senders that sign nothing: a secret that both sides know, in the header {@code
 * X-Leadlight-Secret}, as the password of Basic credentials (in front of the address, too), or in
 * the parameter {@code key} of the address. The header is best: addresses end up in logs.
 */
public final class SharedSecret {

  private static final String BASIC = "Basic ";

  /** Whether the secret is one of the source's. */
  public static Authenticity check(Presented request, WebhookSettings settings) {
    List<String> presented =
        Stream.of(
                request.header("X-Leadlight-Secret"),
                request.header("Authorization").flatMap(SharedSecret::password),
                request.parameter("key"))
            .flatMap(Optional::stream)
            .toList();
    return presented.isEmpty()
        ? Authenticity.MALFORMED
        : Authenticity.authenticIf(
            presented.stream().anyMatch(secret -> Signatures.equal(settings.secrets(), secret)));
  }

  /** Of {@code name:password}; the whole of it if there is no colon. */
  private static Optional<String> password(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    return Signatures.base64(authorization.substring(BASIC.length()).strip())
        .map(pair -> new String(pair, StandardCharsets.UTF_8))
        .map(pair -> pair.substring(pair.indexOf(':') + 1));
  }

  private SharedSecret() {}
}
