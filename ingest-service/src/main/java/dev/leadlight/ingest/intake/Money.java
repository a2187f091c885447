package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.vendor.Amounts;
import dev.leadlight.contracts.vendor.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The money an event is about, in the words of the e-commerce specification. */
final class Money {

  private static final int MOST_DIGITS = 30;

  /** The finest currency has four; the price of a gram may have more. */
  private static final int MOST_DECIMALS = 8;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** Signals whose money is that of all products they list; a list that is looked at has none. */
  private static final Set<Signal> OF_ALL_PRODUCTS =
      Stream.of(
              "product_clicked",
              "product_viewed",
              "product_added",
              "product_removed",
              "cart_viewed",
              "cart_shared",
              "checkout_started",
              "order_updated",
              "order_completed",
              "order_cancelled",
              "order_refunded",
              "pos_purchase")
          .map(Signal::new)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * An order's {@code total} (what was paid), else its {@code revenue} (without shipping and tax),
   * else {@code value}, else {@code subtotal}, else price × quantity, the quantity being 1 unless
   * told, else the sum of that over the products of an order or a cart if each has its price. Null
   * if there is none that can be read as a number.
   */
  static @Nullable BigDecimal value(Signal signal, Map<String, ?> properties) {
    for (String name : new String[] {"total", "revenue", "value", "subtotal"}) {
      BigDecimal amount = amount(properties.get(name));
      if (amount != null) {
        return amount;
      }
    }
    BigDecimal line = line(properties);
    return line == null && OF_ALL_PRODUCTS.contains(signal) ? sum(products(properties)) : line;
  }

  /** ISO 4217 code, else the one that all products have; null if there is none. */
  static @Nullable String currency(Map<String, ?> properties) {
    String own = code(properties.get("currency"));
    if (own != null) {
      return own;
    }
    List<?> products = products(properties);
    String first = products.isEmpty() ? null : code(Fields.object(products.get(0)).get("currency"));
    boolean shared =
        first != null
            && products.stream()
                .allMatch(product -> first.equals(code(Fields.object(product).get("currency"))));
    return shared ? first : null;
  }

  /** Google's name for the products is {@code items}. */
  private static List<?> products(Map<String, ?> properties) {
    List<?> products = Fields.list(properties.get("products"));
    return products.isEmpty() ? Fields.list(properties.get("items")) : products;
  }

  private static @Nullable BigDecimal sum(List<?> products) {
    BigDecimal sum = null;
    for (Object product : products) {
      BigDecimal line = line(Fields.object(product));
      if (line == null) {
        return null;
      }
      sum = sum == null ? line : sum.add(line);
    }
    return sum;
  }

  private static @Nullable BigDecimal line(Map<String, ?> product) {
    BigDecimal price = amount(product.get("price"));
    BigDecimal quantity = amount(product.get("quantity"));
    return price == null || quantity == null ? price : price.multiply(quantity);
  }

  private static @Nullable String code(@Nullable Object sent) {
    String text = Fields.text(sent);
    String code = text == null ? "" : text.toUpperCase(Locale.ROOT);
    return CURRENCIES.contains(code) ? code : null;
  }

  private static @Nullable BigDecimal amount(@Nullable Object sent) {
    BigDecimal number = number(sent);
    return number == null
            || (long) number.precision() - number.scale() > MOST_DIGITS
            || number.scale() < -MOST_DIGITS
        ? null
        : Amounts.rounded(number, MOST_DECIMALS);
  }

  private static @Nullable BigDecimal number(@Nullable Object sent) {
    if (sent instanceof BigDecimal number) {
      return number;
    }
    if (sent instanceof Integer number) {
      return BigDecimal.valueOf(number);
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
