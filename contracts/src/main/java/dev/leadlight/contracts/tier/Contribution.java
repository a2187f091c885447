package dev.leadlight.contracts.tier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One summand of a score. All contributions of an answer add up to its score within 1e-9.
 *
 * @param group the scorecard's group, or {@code value}; null for the floor
 * @param rule the rule's id; null for an adjustment
 * @param adjustment {@code cap} or {@code idle} (of a group), {@code floor} (of the total); null
 *     for a rule
 * @param points after decay, before the cap; unrounded
 * @param matches how many matches count, for rules
 * @param last when it last matched, for rules
 */
public record Contribution(
    @Nullable String group,
    @Nullable String rule,
    @Nullable String adjustment,
    double points,
    @Nullable Integer matches,
    @Nullable Instant last) {

  /** What a rule's matches are worth. */
  public static Contribution ofRule(
      String group, String rule, double points, int matches, Instant last) {
    return new Contribution(group, rule, null, points, matches, last);
  }

  /** What a state-based value is worth. */
  public static Contribution ofValue(String rule, double points) {
    return new Contribution("value", rule, null, points, null, null);
  }

  /** What a cap or an idle loss takes from a group. */
  public static Contribution ofAdjustment(String group, String adjustment, double points) {
    return new Contribution(group, null, adjustment, points, null, null);
  }

  /** What lifts a negative total to zero. */
  public static Contribution ofFloor(double points) {
    return new Contribution(null, null, "floor", points, null, null);
  }
}
