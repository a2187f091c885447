package dev.leadlight.contracts.vendor;

import java.math.BigDecimal;
import java.util.Currency;
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
   * An amount in the currency's smallest unit: 12900 EUR are 129.00, 12900 JPY are 12900.
   *
   * @return null if the amount is missing or the currency is none
   */
  public static @Nullable BigDecimal ofSmallestUnit(
      @Nullable BigDecimal amount, @Nullable String currency) {
    Integer digits = currency == null ? null : digits(currency);
    return amount == null || digits == null ? null : amount.movePointLeft(digits).setScale(digits);
  }

  private static @Nullable Integer digits(String currency) {
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      return digits < 0 ? null : digits;
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  private Amounts() {}
}
