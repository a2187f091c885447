package dev.leadlight.contracts.scorecard;

import java.time.Duration;

/** How a group's points fade. All kinds are closed formulas of the evidence and the moment. */
public sealed interface Decay {

  /** Whether each match fades by itself, one that took points included. */
  default boolean isOfEachMatch() {
    return this instanceof HalfLife || this instanceof Linear;
  }

  /** Points stay. */
  record None() implements Decay {}

  /** Each match halves in every further {@code halfLife}, continuously. */
  record HalfLife(Duration halfLife) implements Decay {}

  /**
   * Each match loses {@code share} of its points per {@code every}, continuously, down to nothing.
   *
   * @param share above 0, at most 1
   */
  record Linear(double share, Duration every) implements Decay {}

  /**
   * The group loses {@code subtract} points when the lead has been silent for {@code after}, and
   * again for each further {@code every}; never below zero.
   */
  record Idle(Duration after, double subtract, Duration every) implements Decay {}
}
