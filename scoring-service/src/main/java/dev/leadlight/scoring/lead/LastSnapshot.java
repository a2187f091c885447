package dev.leadlight.scoring.lead;

/**
 * The snapshot of a lead that was taken last.
 *
 * @param at when, in epoch milliseconds
 * @param eventHash of the event that was the occasion, so that a repeat of it tells the snapshot
 *     once more; 0 if none was
 */
public record LastSnapshot(long at, long eventHash) {

  private static final LastSnapshot NONE = new LastSnapshot(Long.MIN_VALUE, 0);

  /** None was taken. */
  public static LastSnapshot none() {
    return NONE;
  }

  /** Whether that much time has passed since. */
  public boolean isOlderThan(long millis, long now) {
    return at == Long.MIN_VALUE || now - at >= millis;
  }

  LastSnapshot later(LastSnapshot other) {
    return other.at > at ? other : this;
  }
}
