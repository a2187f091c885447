package dev.leadlight.scoring.fold.shell;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether this replica has events to read that were written a while ago. Silence can't be judged
 * then: the event that breaks it may be among them. Judged by the age of what is being read; a
 * replica that has just started, and one that is reading old records, counts as behind until it has
 * read nothing old for a few seconds. Should the clock be set back, whatever it had found is void:
 * otherwise nothing would fall due for as long as the clock was wrong.
 */
@ApplicationScoped
public class Backlog {

  private static final Duration AT_START = Duration.ofSeconds(10);
  private static final Duration OLD = Duration.ofSeconds(30);
  private static final Duration UNTIL_SURE = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Behind behind;

  Backlog(Clock clock) {
    this.clock = clock;
    this.behind = Behind.from(clock.instant(), AT_START);
  }

  /** When this replica counts as behind. */
  private record Behind(Instant from, Instant until) {
    static Behind from(Instant now, Duration length) {
      return new Behind(now, now.plus(length));
    }

    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  /** Whether old events may lie unread. */
  public boolean isThere() {
    return behind.contains(clock.instant());
  }

  /** A batch is being read whose latest record was written then. */
  void reading(Instant writtenAt) {
    Instant now = clock.instant();
    if (writtenAt.isBefore(now.minus(OLD))) {
      behind = Behind.from(now, UNTIL_SURE);
    }
  }
}
