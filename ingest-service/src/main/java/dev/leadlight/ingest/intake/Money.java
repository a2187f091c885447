package dev.leadlight.ingest.intake;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The money an event is about, in the words of the e-commerce specification. */
final class Money {

  private static final int MOST_DIGITS = 30;
  private static final int MOST_DECIMALS = 12;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * An order's {@code total} (what was paid), else its {@code revenue} (without shipping and tax),
   * else {@code value}, else price × quantity, the quantity being 1 unless told. Null if there is
   * none that can be read as a number.
   */
  static @Nullable BigDecimal value(Map<String, ?> properties) {
    for (String name : new String[] {"total", "revenue", "value"}) {
      BigDecimal amount = amount(properties.get(name));
      if (amount != null) {
        return amount;
      }
    }
    BigDecimal price = amount(properties.get("price"));
    BigDecimal quantity = amount(properties.get("quantity"));
    return price == null || quantity == null ? price : price.multiply(quantity);
  }

  /** ISO 4217 code; null if it isn't one. */
  static @Nullable String currency(Map<String, ?> properties) {
    String sent = Fields.text(properties.get("currency"));
    String code = sent == null ? "" : sent.toUpperCase(Locale.ROOT);
    return CURRENCIES.contains(code) ? code : null;
  }

  private static @Nullable BigDecimal amount(@Nullable Object sent) {
    BigDecimal number = number(sent);
    return number == null
            || number.precision() - number.scale() > MOST_DIGITS
            || number.scale() > MOST_DECIMALS
            || number.scale() < -MOST_DIGITS
        ? null
        : number;
  }

  private static @Nullable BigDecimal number(@Nullable Object sent) {
    if (sent instanceof BigDecimal number) {
      return number;
    }
    if (!(sent instanceof String || sent instanceof Number)) {
      return null;
    }
    String text = sent.toString().strip();
    if (text.length() > MOST_DIGITS) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private Money() {}
}
