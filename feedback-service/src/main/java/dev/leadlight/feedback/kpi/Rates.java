package dev.leadlight.feedback.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What amounts of different currencies are worth in one of them.
 *
 * @param currency into which everything is converted
 * @param rates by currency: how much one unit of it is worth; {@code currency} itself is 1. Codes
 *     are upper-case here, though a variable of the environment names them in lower case
 * @param asOf the day of the rates; null if nobody said
 */
public record Rates(String currency, Map<String, BigDecimal> rates, @Nullable LocalDate asOf) {

  public Rates {
    Map<String, BigDecimal> all = new TreeMap<>();
    rates.forEach((code, rate) -> all.put(code.toUpperCase(Locale.ROOT), rate));
    all.put(currency, BigDecimal.ONE);
    rates = all;
  }

  /** What one unit is worth; empty for currencies without a rate. */
  public Optional<BigDecimal> of(String other) {
    return Optional.ofNullable(rates.get(other));
  }
}
