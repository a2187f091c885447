package dev.leadlight.scoring.backtest;

import dev.leadlight.scoring.replay.LogRecord;
import java.time.Instant;
import java.util.Locale;

/** What counts as known at a moment. */
public enum Knowledge {
  /** What had happened by then, even if it was told later: for history that was imported. */
  OCCURRED {
    @Override
    public Instant knownAt(LogRecord item) {
      return item.event().occurredAt();
    }
  },
  /** What had been told by then: what the live score could know. */
  RECEIVED {
    @Override
    public Instant knownAt(LogRecord item) {
      return item.event().receivedAt();
    }
  };

  /** As it stands in requests and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** When an event became known. */
  public abstract Instant knownAt(LogRecord item);
}
