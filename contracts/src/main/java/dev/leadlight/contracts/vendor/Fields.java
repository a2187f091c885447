package dev.leadlight.contracts.vendor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of parsed JSON leniently: SDKs send {@code null}, empty text, numbers for text
 * and text for numbers, and none of that may fail.
 */
public final class Fields {

  /** An object, or an empty one in place of anything else. */
  public static Map<String, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? keyedByText(map) : Map.of();
  }

  /** A list, or an empty one in place of anything else. */
  public static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Text or a number as trimmed text; null for anything else and for blank text. */
  public static @Nullable String text(@Nullable Object value) {
    if (value instanceof String text) {
      String trimmed = text.strip();
      return trimmed.isEmpty() ? null : trimmed;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return value instanceof Number ? value.toString() : null;
  }

  /** Keys of parsed JSON are text; the type system has lost sight of it. */
  @SuppressWarnings("unchecked")
  private static Map<String, ?> keyedByText(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private Fields() {}
}
