package dev.leadlight.routing.dispatch.shell;

import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.destination.shell.SetUp;

/**
 * Calls that are made to a destination out of its lane.
 *
 * @param purpose of all of them
 */
record Calls(Lane<Claim> lane, SetUp setUp, Purpose purpose) {

  /** What a call is for, besides the delivery itself. */
  enum Purpose {
    /** Nothing: the destination is taken for well. */
    WORK,
    /**
     * To learn whether the destination is well again: the one call that a half-open breaker lets.
     */
    PROBE
  }

  String destination() {
    return lane.destination();
  }

  boolean isProbe() {
    return purpose == Purpose.PROBE;
  }
}
