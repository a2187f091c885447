package dev.leadlight.feedback.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in one currency.
 *
 * @param currency ISO 4217, as the orders told it
 */
public record Money(String currency, BigDecimal amount) {

  private static final int USUAL_DIGITS = 2;

  /** The amount shared out, rounded half up to the currency's minor unit. */
  Money dividedBy(long parts) {
    return new Money(
        currency, amount.divide(BigDecimal.valueOf(parts), digits(), RoundingMode.HALF_UP));
  }

  /** Rounded half up to the currency's minor unit. */
  Money rounded() {
    return new Money(currency, amount.setScale(digits(), RoundingMode.HALF_UP));
  }

  /** Minor digits of the currency; shops also send codes that no standard knows. */
  private int digits() {
    return Currency.getAvailableCurrencies().stream()
        .filter(known -> known.getCurrencyCode().equals(currency))
        .mapToInt(Currency::getDefaultFractionDigits)
        .filter(digits -> digits >= 0)
        .findFirst()
        .orElse(USUAL_DIGITS);
  }
}
