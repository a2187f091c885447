package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Points for the purchase history by the shop's own customers: they are put in order and cut into
 * parts of equal size, of each of the three dimensions. A list is empty if its dimension is priced
 * by fixed bands or not at all.
 *
 * @param parts 2 to 10
 * @param recency points of each part, of those who bought longest ago first
 * @param frequency points of each part, of those with the fewest orders first
 * @param monetary points of each part, of those who spent least first
 */
public record RfmQuantiles(
    int parts, List<Double> recency, List<Double> frequency, List<Double> monetary) {

  public RfmQuantiles {
    recency = List.copyOf(recency);
    frequency = List.copyOf(frequency);
    monetary = List.copyOf(monetary);
  }

  /**
   * The bands that these parts are with the boundaries found in a shop. Who lies on a boundary
   * belongs to the lower part, so that many customers with one order are all in the lowest.
   */
  Rfm bands(RfmBoundaries boundaries, Rfm fixed) {
    NavigableMap<Integer, Double> days = new TreeMap<>(fixed.recencyDays());
    NavigableMap<Integer, Double> orders = new TreeMap<>(fixed.frequency());
    NavigableMap<BigDecimal, Double> money = new TreeMap<>(fixed.monetary());
    for (int i = 0; i < recency.size(); i++) {
      // Days are counted the other way: the best part has the fewest.
      int most =
          i == 0
              ? Integer.MAX_VALUE
              : (int) Math.ceil(boundaries.recencyDays(parts - i, parts)) - 1;
      days.merge(most, recency.get(i), Math::max);
    }
    for (int i = 0; i < frequency.size(); i++) {
      int least = i == 0 ? 1 : (int) Math.floor(boundaries.frequency(i, parts)) + 1;
      orders.merge(least, frequency.get(i), Math::max);
    }
    for (int i = 0; i < monetary.size(); i++) {
      BigDecimal least =
          i == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(Math.nextUp(boundaries.monetary(i, parts)));
      money.merge(least, monetary.get(i), Math::max);
    }
    return new Rfm(days, orders, money, this, boundaries.version());
  }
}
