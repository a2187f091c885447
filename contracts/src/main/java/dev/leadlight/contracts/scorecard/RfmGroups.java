package dev.leadlight.contracts.scorecard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The names retail has for customers by recency, frequency and monetary value. Each of the three is
 * a class: 1, and one more for every bound reached.
 *
 * @param recencyDays days since the last order, at most; ascending
 * @param frequency number of orders, at least; ascending
 * @param monetary sum of the orders' net amounts in the card's currency, at least; ascending
 * @param groups the first that fits is the customer's
 */
public record RfmGroups(
    List<Integer> recencyDays,
    List<Integer> frequency,
    List<BigDecimal> monetary,
    List<RfmGroup> groups) {

  /**
   * One name.
   *
   * @param recency classes of recency
   * @param frequency classes of frequency
   * @param monetary classes of monetary value
   */
  public record RfmGroup(String name, Range recency, Range frequency, Range monetary) {}

  public RfmGroups {
    recencyDays = List.copyOf(recencyDays);
    frequency = List.copyOf(frequency);
    monetary = List.copyOf(monetary);
    groups = List.copyOf(groups);
  }

  /** The name for a customer with these figures; empty if none fits. */
  public Optional<String> nameOf(int daysSinceOrder, int orders, BigDecimal revenue) {
    double recencyClass = classOf(recencyDays, days -> daysSinceOrder <= days);
    double frequencyClass = classOf(frequency, least -> orders >= least);
    double monetaryClass = classOf(monetary, least -> revenue.compareTo(least) >= 0);
    for (RfmGroup group : groups) {
      if (group.recency().contains(recencyClass)
          && group.frequency().contains(frequencyClass)
          && group.monetary().contains(monetaryClass)) {
        return Optional.of(group.name());
      }
    }
    return Optional.empty();
  }

  private static <T> double classOf(List<T> bounds, Predicate<T> isReached) {
    int reached = 1;
    for (T bound : bounds) {
      reached += isReached.test(bound) ? 1 : 0;
    }
    return reached;
  }
}
