package dev.leadlight.ingest.source;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded room that sources share, so that none of them fills it alone: each may hold as much as
 * is free. One source gets half of the room, two get a third each, n get 1/(n+1), and there is
 * always something left for the next. (Dynamic queue length thresholds: Choudhury and Hahne 1998.)
 * Safe for many threads.
 */
public final class FairRoom {

  private final long total;
  private final AtomicLong used = new AtomicLong();
  private final ConcurrentMap<String, AtomicLong> usedBy = new ConcurrentHashMap<>();

  public FairRoom(long total) {
    this.total = total;
  }

  /** Whether there is room for that much more of the source; if so, it is taken until it leaves. */
  public boolean enter(String source, long amount) {
    long own = held(source).addAndGet(amount);
    long free = total - used.getAndAdd(amount);
    if (own <= free) {
      return true;
    }
    leave(source, amount);
    return false;
  }

  public void leave(String source, long amount) {
    held(source).addAndGet(-amount);
    used.addAndGet(-amount);
  }

  /** By all sources together. */
  public long used() {
    return used.get();
  }

  /** Stays for good: there are no more of them than names in the configuration. */
  private AtomicLong held(String source) {
    return usedBy.computeIfAbsent(source, name -> new AtomicLong());
  }
}
