package dev.leadlight.routing.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an assignment stands.
 *
 * <pre>
 * WAITING → ASSIGNED → ACKNOWLEDGED → CLOSED
 *    │         ├──────────────┴─────→ PASSED_ON (and a new one begins)
 *    └─────────┴────────────────────→ CLOSED
 * </pre>
 */
public enum AssignmentState {
  /** Nobody is free. */
  WAITING,
  /** Somebody has it and the clock runs. */
  ASSIGNED,
  /** Somebody is at it. */
  ACKNOWLEDGED,
  /** Somebody else's now, or waiting for somebody else. */
  PASSED_ON,
  /** Nothing is left to do. */
  CLOSED;

  /** The name used in JSON and the database: {@code passed-on}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state with that label. */
  public static Optional<AssignmentState> ofLabel(String label) {
    return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(AssignmentState::label).toList();
  }

  /** Whether the lead is, or is to become, somebody's by it. */
  public boolean isOpen() {
    return this == WAITING || isHeld();
  }

  /** Whether somebody has the lead. */
  public boolean isHeld() {
    return this == ASSIGNED || this == ACKNOWLEDGED;
  }
}
