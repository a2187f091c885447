package dev.leadlight.ingest.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where SDKs put the write key. Headers win over the query, and both over the body, whose key some
 * SDKs mask.
 */
public final class Credentials {

  private static final String BASIC = "Basic ";

  /**
   * The keys that a request may mean, without its body: the whole of what was sent, then what comes
   * before its first colon (Jitsu sends {@code id:secret}). Empty if it names none.
   *
   * @param authorization header; only the Basic scheme names a write key
   * @param writeKeyHeader header {@code X-Write-Key}
   * @param query parameter {@code writeKey}
   */
  public static List<String> of(
      @Nullable String authorization, @Nullable String writeKeyHeader, @Nullable String query) {
    return Stream.of(basicUser(authorization), given(writeKeyHeader), given(query))
        .flatMap(Optional::stream)
        .findFirst()
        .map(Credentials::readings)
        .orElse(List.of());
  }

  private static Optional<String> basicUser(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    String encoded = authorization.substring(BASIC.length()).strip();
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      String pair = new String(decoded, StandardCharsets.UTF_8);
      return given(pair.endsWith(":") ? pair.substring(0, pair.length() - 1) : pair);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static List<String> readings(String sent) {
    int colon = sent.indexOf(':');
    return colon <= 0 ? List.of(sent) : List.of(sent, sent.substring(0, colon));
  }

  private Credentials() {}
}
