package dev.leadlight.contracts.vendor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts of money as vendors write them. */
public final class Amounts {

  private static final int LONGEST = 30;

  /** A decimal number as text; null if it isn't one. */
  public static @Nullable BigDecimal decimal(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    try {
      BigDecimal amount = new BigDecimal(text);
      return Math.abs((long) amount.precision() - amount.scale()) > LONGEST ? null : amount;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /**
   * An amount in the currency's smallest unit: 12900 EUR are 129.00, 12900 JPY are 12900. Fractions
   * of that unit are kept.
   *
   * @param currency ISO 4217 code in upper or lower case
   * @return null if the amount is missing or the currency is none
   */
  public static @Nullable BigDecimal ofSmallestUnit(
      @Nullable BigDecimal amount, @Nullable String currency) {
    Integer digits = currency == null ? null : digits(currency);
    if (amount == null || digits == null) {
      return null;
    }
    BigDecimal moved = amount.movePointLeft(digits);
    return moved.setScale(Math.max(digits, moved.scale()));
  }

  /**
   * An amount with so many decimals at most, rounded half up. What was added up in binary, as
   * JavaScript does, ends in a trifle that nobody pays: 3 × 12.95 are 38.849999999999994.
   */
  public static BigDecimal rounded(BigDecimal amount, int decimals) {
    if (amount.scale() <= decimals) {
      return amount;
    }
    if ((long) amount.precision() - amount.scale() < -decimals) {
      return BigDecimal.ZERO; // without dividing by a number of as many digits as its exponent says
    }
    BigDecimal rounded = amount.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static @Nullable Integer digits(String currency) {
    try {
      int digits =
          Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
      return digits < 0 ? null : digits;
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  private Amounts() {}
}
