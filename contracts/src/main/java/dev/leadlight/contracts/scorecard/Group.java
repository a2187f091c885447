package dev.leadlight.contracts.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules that fade together and share a cap.
 *
 * @param cap most points of the group after decay; null for no cap
 */
public record Group(String id, @Nullable Double cap, Decay decay, List<Rule> rules) {
  public Group {
    rules = List.copyOf(rules);
  }

  /** Whether points that were taken fade, so that a score may rise while nothing happens. */
  public boolean mayRise() {
    return decay.isOfEachMatch() && rules.stream().anyMatch(rule -> rule.points() < 0);
  }
}
