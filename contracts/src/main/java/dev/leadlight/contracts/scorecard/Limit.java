package dev.leadlight.contracts.scorecard;

import java.util.Locale;

/** The first {@code times} matches, in event time, of each period count. */
public record Limit(int times, Period per) {

  /** Over what is counted. */
  public enum Period {
    SESSION,
    /** A calendar day in the card's zone. */
    DAY,
    LIFETIME;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
