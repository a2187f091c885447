package dev.leadlight.routing.assignment;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of working time on the time line.
 *
 * @param to exclusive, after {@code from}
 */
record Opening(Instant from, Instant to) {

  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** The part of it that is not before a moment, which is before its end. */
  Opening since(Instant moment) {
    return moment.isAfter(from) ? new Opening(moment, to) : this;
  }
}
