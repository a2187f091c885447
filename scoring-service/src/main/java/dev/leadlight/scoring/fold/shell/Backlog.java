package dev.leadlight.scoring.fold.shell;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether this replica has events to read that were written a while ago. Silence can't be judged
 * then: the event that breaks it may be among them. Judged by the age of what is being read; a
 * replica that has just started, and one that is reading old records, counts as behind until it has
 * read nothing old for a few seconds.
 */
@ApplicationScoped
public class Backlog {

  private static final Duration AT_START = Duration.ofSeconds(10);
  private static final Duration OLD = Duration.ofSeconds(30);
  private static final Duration UNTIL_SURE = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Instant behindUntil;

  Backlog(Clock clock) {
    this.clock = clock;
    this.behindUntil = clock.instant().plus(AT_START);
  }

  /** Whether old events may lie unread. */
  public boolean isThere() {
    return clock.instant().isBefore(behindUntil);
  }

  /** A batch is being read whose latest record was written then. */
  void reading(Instant writtenAt) {
    Instant now = clock.instant();
    if (writtenAt.isBefore(now.minus(OLD))) {
      behindUntil = now.plus(UNTIL_SURE);
    }
  }
}
