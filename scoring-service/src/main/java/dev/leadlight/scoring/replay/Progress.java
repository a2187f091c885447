package dev.leadlight.scoring.replay;

/**
 * How far a reading of the log has come, and whether it is still wanted. Written by the thread that
 * reads, read by others; anybody may cancel.
 */
public final class Progress {

  private volatile long read;
  private volatile long total;
  private volatile boolean cancelled;

  /** So many records lie behind, so many there are altogether. */
  public void at(long readNow, long totalNow) {
    read = readNow;
    total = totalNow;
  }

  /** Records behind. */
  public long read() {
    return read;
  }

  /** Records altogether; 0 as long as nobody has looked. */
  public long total() {
    return total;
  }

  /** The reading shall end; it does so within a few hundred milliseconds. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether somebody has cancelled it. */
  public boolean isCancelled() {
    return cancelled;
  }
}
