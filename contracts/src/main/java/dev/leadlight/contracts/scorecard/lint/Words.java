package dev.leadlight.contracts.scorecard.lint;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Numbers and names as sentences have them. */
public final class Words {

  private Words() {}

  /** 40, not 40.0. */
  public static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** In alphabetical order, between commas. */
  public static String list(Collection<?> names) {
    return names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
