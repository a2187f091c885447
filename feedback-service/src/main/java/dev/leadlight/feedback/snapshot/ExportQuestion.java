package dev.leadlight.feedback.snapshot;

import java.time.Duration;
import java.time.Instant;

/**
 * Which snapshots are asked for.
 *
 * @param from the first moment
 * @param to the moment before which it ends, after {@code from}
 * @param horizon how long after a snapshot something still counts for it
 */
public record ExportQuestion(Instant from, Instant to, Duration horizon) {

  /** Longest period of one export. */
  public static final Duration LONGEST_PERIOD = Duration.ofDays(366);

  /** Longest horizon. */
  public static final Duration LONGEST_HORIZON = Duration.ofDays(366);
}
