package dev.leadlight.ingest.source;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much a source may send to one replica.
 *
 * @param eventsPerSecond in the long run, at least 0.001; empty for any number
 * @param burst how many may come at once after a rest, at least 1; empty for those of one second up
 *     to a hundred, and of a tenth of a second beyond a thousand: what comes at once keeps others
 *     waiting
 */
public record Limits(OptionalDouble eventsPerSecond, OptionalLong burst) {

  private static final String UNLIMITED = "unlimited";

  /** A batch of the usual SDKs. */
  private static final double USUAL_BURST = 100;

  /** As much as it likes. */
  public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalLong.empty());

  /**
   * As it is written in settings.
   *
   * @param eventsPerSecond a number, or {@code unlimited}
   * @throws IllegalArgumentException if it is neither, or makes no sense; the message quotes
   *     nothing
   */
  public static Limits parse(String eventsPerSecond, OptionalLong burst) {
    return new Limits(
        eventsPerSecond.equals(UNLIMITED)
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(eventsPerSecond)),
        burst);
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range, or a burst has no rate
   */
  public Limits {
    eventsPerSecond.ifPresent(
        rate ->
            require(rate >= 0.001 && rate <= 1e9, "events-per-second lies between 0.001 and 1e9"));
    burst.ifPresent(
        events -> {
          require(events >= 1 && events <= 1_000_000_000, "burst lies between 1 and 1e9");
          require(eventsPerSecond.isPresent(), "a burst needs events-per-second");
        });
  }

  /** How many may come at once after a rest. */
  public long size() {
    double rate = eventsPerSecond.orElse(1);
    return burst.orElseGet(
        () -> Math.max(1, Math.round(Math.max(Math.min(rate, USUAL_BURST), rate / 10))));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException quoting) {
      throw new IllegalArgumentException("events-per-second is a number or " + UNLIMITED);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
