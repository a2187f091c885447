package dev.leadlight.feedback.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What figures can be grouped and filtered by, beside the tier: one at a time, or an arm together
 * with one of those that {@link #goesWithArms}.
 */
public enum Dimension {
  /** A behaviour segment of the scorecard. */
  SEGMENT,
  /** Of an order, or of the event that moved a lead. */
  CHANNEL,
  /** Where it was bought, or visited. */
  STORE,
  /** A scorecard and its version, {@code retail-starter:7}. */
  VERSION,
  /** Of an experiment. */
  ARM;

  /** As it is written in requests and in the sums. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is known of leads in which of its groups they were while they were in an arm. */
  public boolean goesWithArms() {
    return switch (this) {
      case SEGMENT, CHANNEL, VERSION -> true;
      case STORE, ARM -> false;
    };
  }

  /** Of both together; the values are the arm, a slash and this one's. */
  public String withArm() {
    return ARM.label() + "+" + label();
  }

  /** The dimension with that label. */
  public static Optional<Dimension> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
