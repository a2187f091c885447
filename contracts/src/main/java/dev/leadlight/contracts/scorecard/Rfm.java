package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.NavigableMap;

/**
 * Points for the purchase history: recency, frequency, monetary. Of each the best band reached
 * counts.
 *
 * @param recencyDays days since the last order, at most, to points
 * @param frequency number of orders, at least, to points
 * @param monetary sum of the orders' net amounts in the card's currency, at least, to points
 */
public record Rfm(
    NavigableMap<Integer, Double> recencyDays,
    NavigableMap<Integer, Double> frequency,
    NavigableMap<BigDecimal, Double> monetary) {}
