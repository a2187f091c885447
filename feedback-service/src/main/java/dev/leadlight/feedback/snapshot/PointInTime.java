package dev.leadlight.feedback.snapshot;

import dev.leadlight.contracts.learning.FeatureSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guards that a snapshot knows nothing of what came after it. A model that was taught by such a one
 * would predict the past and fail in the shop (leakage: Kaufman, Rosset, Perlich, KDD 2011). Three
 * looks, each at something that a leak can't hide:
 *
 * <ul>
 *   <li>features that are ages: a negative one is of something that came later. Such a snapshot
 *       contradicts itself and is refused, as is one that is told before it was taken;
 *   <li>when it was told: features that were worked out long after their moment may know more than
 *       was known then, so it is suspected;
 *   <li>orders: a snapshot that counts an order which came only after it, is suspected. See {@link
 *       #countsALaterOrder}.
 * </ul>
 */
public final class PointInTime {

  /** Ages of what is known, in days: zero or more as long as nothing of later is known. */
  private static final List<String> AGES =
      List.of("tenure_days", "days_silent", "days_since_cart", "days_since_order");

  private static final double ROUNDING_DAYS = 1e-6;
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Duration SAME_ORDER = Duration.ofSeconds(2);

  private PointInTime() {}

  /** Why a snapshot can't be right, in words. */
  public static Optional<String> contradiction(
      FeatureSnapshot snapshot, Instant toldAt, Duration tolerance) {
    if (snapshot.at().isAfter(toldAt.plus(tolerance))) {
      return Optional.of("told before it was taken");
    }
    return AGES.stream()
        .filter(age -> snapshot.features().getOrDefault(age, 0.0) < -ROUNDING_DAYS)
        .findFirst()
        .map(age -> "knows of something later: " + age + " is negative");
  }

  /** Why a snapshot that was told at a moment may know too much, in words. */
  public static Optional<String> suspicion(
      FeatureSnapshot snapshot, Instant toldAt, Duration tolerance) {
    return toldAt.isAfter(snapshot.at().plus(tolerance))
        ? Optional.of("told long after it was taken")
        : Optional.empty();
  }

  /**
   * Whether features count an order that came only afterwards: there are more orders in them than
   * were known by then, those that followed would fill the gap, and no known order is as old as the
   * latest one is said to be. A customer whose earlier orders were never told to Leadlight can look
   * the same, so this is a suspicion and no proof.
   *
   * @param at when the snapshot was taken
   */
  public static boolean countsALaterOrder(
      Instant at, Map<String, Double> features, OrdersAround orders) {
    Double counted = features.get("orders");
    Double age = features.get("days_since_order");
    return counted != null
        && age != null
        && counted > orders.before()
        && counted <= orders.before() + orders.after()
        && !isKnown(at.minusMillis(Math.round(age * DAY_MILLIS)), orders);
  }

  private static boolean isKnown(Instant claimed, OrdersAround orders) {
    Instant latest = orders.latestBefore();
    return latest != null && Duration.between(latest, claimed).abs().compareTo(SAME_ORDER) <= 0;
  }
}
