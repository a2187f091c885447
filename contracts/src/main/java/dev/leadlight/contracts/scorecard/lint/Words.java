package dev.leadlight.contracts.scorecard.lint;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Numbers and names as sentences have them. */
final class Words {

  private Words() {}

  /** 40, not 40.0. */
  static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  static String list(Collection<?> names) {
    return names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
