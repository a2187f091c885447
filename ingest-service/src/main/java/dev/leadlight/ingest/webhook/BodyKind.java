package dev.leadlight.ingest.webhook;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the body of a webhook is to be read. */
public enum BodyKind {
  JSON("json"),
  FORM("x-www-form-urlencoded");

  private final String sign;

  BodyKind(String sign) {
    this.sign = sign;
  }

  /**
   * The kind that a body has: what its content type says, or the first of those expected if it says
   * something else.
   *
   * @param expected not empty
   */
  public static BodyKind of(@Nullable String contentType, List<BodyKind> expected) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    return expected.stream()
        .filter(kind -> type.contains(kind.sign))
        .findFirst()
        .orElse(expected.get(0));
  }
}
