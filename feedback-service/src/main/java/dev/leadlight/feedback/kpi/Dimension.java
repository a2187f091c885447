package dev.leadlight.feedback.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What figures can be grouped and filtered by, beside the tier; one at a time. */
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

  /** The dimension with that label. */
  public static Optional<Dimension> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
