package dev.leadlight.feedback.experiment;

import dev.leadlight.feedback.significance.Adjusted;
import dev.leadlight.feedback.significance.Proportion;
import dev.leadlight.feedback.significance.Sums;

/**
 * What was counted of an arm.
 *
 * @param share of all leads that it was meant to get, 0 to 1
 * @param conversion converted leads of all its leads
 * @param revenue per lead, beside that of the time before
 */
public record ArmCount(String arm, double share, Proportion conversion, Adjusted revenue) {

  /** Nobody yet. */
  static ArmCount empty(String arm, double share) {
    Sums none = new Sums(0, 0, 0);
    return new ArmCount(arm, share, new Proportion(0, 0), new Adjusted(none, none, 0));
  }

  long leads() {
    return conversion.trials();
  }
}
