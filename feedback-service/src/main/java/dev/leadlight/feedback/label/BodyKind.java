package dev.leadlight.feedback.label;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the body of a vendor's message is to be read. */
public enum BodyKind {
  JSON("json"),
  FORM("x-www-form-urlencoded"),
  XML("xml");

  private final String sign;

  BodyKind(String sign) {
    this.sign = sign;
  }

  /**
   * What the content type says, or the first of those expected if it says something else.
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
