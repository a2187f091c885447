package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The money of a card: its currency, and what others are worth in it.
 *
 * @param rates by ISO 4217 code: units of the card's currency for one unit of the other
 */
public record Exchange(Currency currency, Map<String, BigDecimal> rates) {

  public Exchange {
    rates = Map.copyOf(rates);
  }

  /** An amount in the card's currency; empty if there is no rate for what it is in. */
  public Optional<BigDecimal> convert(BigDecimal amount, @Nullable String from) {
    if (currency.getCurrencyCode().equals(from)) {
      return Optional.of(amount);
    }
    return Optional.ofNullable(from == null ? null : rates.get(from))
        .map(rate -> amount.multiply(rate, MathContext.DECIMAL64));
  }
}
