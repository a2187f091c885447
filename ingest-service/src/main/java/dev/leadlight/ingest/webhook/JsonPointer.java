package dev.leadlight.ingest.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in parsed JSON (RFC 6901).
 *
 * @param tokens the names and indexes on the way there, decoded; none for the whole
 */
record JsonPointer(List<String> tokens) {

  /**
   * Reads a pointer.
   *
   * @param text empty, or each step after a slash; {@code ~1} is a slash and {@code ~0} a tilde
   * @throws IllegalArgumentException if it begins otherwise
   */
  static JsonPointer parse(String text) {
    if (!text.isEmpty() && text.charAt(0) != '/') {
      throw new IllegalArgumentException("a JSON pointer begins with a slash");
    }
    return new JsonPointer(
        Arrays.stream(text.split("/", -1))
            .skip(1)
            .map(token -> token.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  /** What stands there; null if nothing does. */
  @Nullable Object in(@Nullable Object json) {
    Object value = json;
    for (String token : tokens) {
      value = step(value, token);
    }
    return value;
  }

  private static @Nullable Object step(@Nullable Object value, String token) {
    if (value instanceof Map<?, ?> map) {
      return map.get(token);
    }
    boolean index = token.matches("0|[1-9][0-9]{0,8}");
    return value instanceof List<?> list && index && Integer.parseInt(token) < list.size()
        ? list.get(Integer.parseInt(token))
        : null;
  }
}
