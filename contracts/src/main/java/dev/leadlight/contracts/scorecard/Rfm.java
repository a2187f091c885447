package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Points for the purchase history: recency, frequency, monetary. Of each the best band reached
 * counts.
 *
 * @param recencyDays days since the last order, at most, to points
 * @param frequency number of orders, at least, to points
 * @param monetary sum of the orders' net amounts in the card's currency, at least, to points
 * @param quantiles dimensions that are cut by the shop's own customers; null if none is
 * @param boundaries version of the boundaries that the bands were made with; null for fixed bands,
 *     and as long as none were found
 */
public record Rfm(
    NavigableMap<Integer, Double> recencyDays,
    NavigableMap<Integer, Double> frequency,
    NavigableMap<BigDecimal, Double> monetary,
    @Nullable RfmQuantiles quantiles,
    @Nullable String boundaries) {

  /** With the bands that the quantiles are in a shop; the same if it has none. */
  public Rfm with(RfmBoundaries found) {
    return quantiles == null || boundaries != null ? this : quantiles.bands(found, this);
  }
}
