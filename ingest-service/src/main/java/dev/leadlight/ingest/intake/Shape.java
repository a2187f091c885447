package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.json.StorableText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every reader of an event may rely on: bounded nesting, text that can be kept, and numbers
 * whose exponent is too small to make arithmetic a burden.
 */
final class Shape {

  private static final int DEEPEST = 32;
  private static final int LARGEST_EXPONENT = 308;

  /** The reason to refuse a parsed message; null if it is in shape. */
  static @Nullable RejectionReason fault(Map<String, ?> fields) {
    return fault(fields, 1);
  }

  private static @Nullable RejectionReason fault(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      return StorableText.fits(text) ? null : RejectionReason.UNREADABLE_TEXT;
    }
    if (value instanceof Map<?, ?> map) {
      return faultIn(map, depth);
    }
    if (value instanceof List<?> list) {
      return faultIn(list, depth);
    }
    if (value instanceof BigDecimal number) {
      return faultOf(number);
    }
    return value instanceof BigInteger whole ? faultOf(new BigDecimal(whole)) : null;
  }

  private static @Nullable RejectionReason faultIn(List<?> values, int depth) {
    if (depth > DEEPEST) {
      return RejectionReason.NESTED_TOO_DEEPLY;
    }
    for (Object value : values) {
      RejectionReason fault = fault(value, depth + 1);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable RejectionReason faultIn(Map<?, ?> map, int depth) {
    if (depth > DEEPEST) {
      return RejectionReason.NESTED_TOO_DEEPLY;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      RejectionReason fault = fault(entry.getKey(), depth + 1);
      fault = fault == null ? fault(entry.getValue(), depth + 1) : fault;
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable RejectionReason faultOf(BigDecimal number) {
    long exponent = (long) number.precision() - number.scale();
    return Math.abs(exponent) > LARGEST_EXPONENT ? RejectionReason.NUMBER_OUT_OF_RANGE : null;
  }

  private Shape() {}
}
