package dev.leadlight.scoring.score;

import dev.leadlight.contracts.scorecard.Rfm;
import dev.leadlight.contracts.scorecard.RfmQuantiles;
import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a card's bands are worth, in one search each. Of the bands that a figure reaches the best
 * one counts, so beside each bound stands the best of all that are reached with it. Made once a
 * card.
 */
final class Worth {

  private final NavigableMap<Integer, Double> recency;
  private final NavigableMap<Integer, Double> frequency;
  private final NavigableMap<BigDecimal, Double> monetary;
  private final boolean isMonetaryOfCustomers;
  private final double ofNobody;

  Worth(Rfm rfm) {
    RfmQuantiles quantiles = rfm.quantiles();
    this.recency = cumulated(rfm.recencyDays().descendingMap());
    this.frequency = cumulated(rfm.frequency());
    this.monetary = cumulated(rfm.monetary());
    this.isMonetaryOfCustomers = quantiles != null && !quantiles.monetary().isEmpty();
    this.ofNobody = ofFrequency(0) + ofMonetary(0, BigDecimal.ZERO);
  }

  /** The best so far, from the band that most customers reach to the one that fewest do. */
  private static <K extends Comparable<K>> NavigableMap<K, Double> cumulated(
      NavigableMap<K, Double> bands) {
    NavigableMap<K, Double> best = new TreeMap<>();
    double soFar = Double.NEGATIVE_INFINITY;
    for (Map.Entry<K, Double> band : bands.entrySet()) {
      soFar = Math.max(soFar, band.getValue());
      best.put(band.getKey(), soFar);
    }
    return best;
  }

  /** Of an order so many days ago, a started day being one. */
  double ofRecency(int days) {
    return points(recency.ceilingEntry(days));
  }

  /** Of so many orders. */
  double ofFrequency(int orders) {
    return points(frequency.floorEntry(orders));
  }

  /** Of so many orders for that much. Parts of the customers are of those who have bought. */
  double ofMonetary(int orders, BigDecimal sum) {
    return orders == 0 && isMonetaryOfCustomers ? 0 : points(monetary.floorEntry(sum));
  }

  /** No less than any recency is worth. */
  double mostOfRecency() {
    return Math.max(0, points(recency.firstEntry()));
  }

  /** What somebody without orders is worth. */
  double ofNobody() {
    return ofNobody;
  }

  /** The bounds after which an order is worth less, in days. */
  Iterable<Integer> recencyBounds() {
    return recency.keySet();
  }

  private static double points(Map.@Nullable Entry<?, Double> band) {
    return band == null ? 0 : band.getValue();
  }
}
