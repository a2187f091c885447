package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.event.Signal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One behaviour and its worth.
 *
 * @param on any of these signals
 * @param where what their properties must satisfy
 * @param when what must come together for a match
 * @param points per match, may be negative
 * @param atMost how many matches count; null for all
 * @param evidence what its events are kept under
 */
public record Rule(
    String id,
    Set<Signal> on,
    Condition where,
    When when,
    double points,
    @Nullable Limit atMost,
    EvidenceKey evidence) {
  public Rule {
    on = Set.copyOf(on);
  }

  /** The property by which its events are told apart, if it asks for distinct ones. */
  public @Nullable String distinct() {
    return when.distinct();
  }
}
