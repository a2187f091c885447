package dev.leadlight.feedback.kpi;

import dev.leadlight.feedback.kpi.Cell.Sum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of several currencies, put into one by the rates of the configuration.
 *
 * @param converted sum of the amounts whose currency has a rate, unrounded, in the basis currency
 * @param orders of which it is the sum
 * @param unconverted the others, by currency: they are part of no converted figure
 */
record Revenue(BigDecimal converted, long orders, List<Money> unconverted) {

  static Revenue of(SortedMap<String, Sum> byCurrency, Rates rates) {
    BigDecimal converted = BigDecimal.ZERO;
    long orders = 0;
    List<Money> unconverted = new ArrayList<>();
    for (Map.Entry<String, Sum> each : byCurrency.entrySet()) {
      Optional<BigDecimal> rate = rates.of(each.getKey());
      if (rate.isPresent()) {
        converted = converted.add(each.getValue().amount().multiply(rate.get()));
        orders += each.getValue().n();
      } else {
        unconverted.add(new Money(each.getKey(), each.getValue().amount()));
      }
    }
    return new Revenue(converted, orders, List.copyOf(unconverted));
  }

  /** Per order; null without orders. */
  @Nullable Double average() {
    return orders == 0 ? null : converted.doubleValue() / orders;
  }
}
