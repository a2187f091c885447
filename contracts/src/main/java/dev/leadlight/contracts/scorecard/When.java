package dev.leadlight.contracts.scorecard;

import dev.leadlight.contracts.event.Signal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What turns events into a match. */
public sealed interface When {

  /** Property whose repeated values count once; null if all events count. */
  default @Nullable String distinct() {
    return null;
  }

  /** Each event is a match. */
  record Each() implements When {}

  /**
   * Every {@code count} events of one session are a match, at the moment of the last of them.
   *
   * @param distinct property whose repeated values in the session count once; null for all events
   */
  record CountInSession(int count, @Nullable String distinct) implements When {}

  /**
   * Every {@code count} events within {@code within} (both ends included) are a match, at the
   * moment of the last of them; an event serves one match only.
   *
   * @param distinct property whose repeated values in the window count once; null for all events
   */
  record CountInWindow(int count, Duration within, @Nullable String distinct) implements When {}

  /**
   * A match at t + {@code within} when none of {@code absent} follows in (t, t + within]; a later
   * event of the rule itself starts the clock again.
   *
   * @param evidence what the events of {@code absent} are kept under
   */
  record Absent(Set<Signal> absent, Duration within, EvidenceKey evidence) implements When {
    public Absent {
      absent = Set.copyOf(absent);
    }
  }
}
