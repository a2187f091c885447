package dev.leadlight.ingest.intake;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Remembers digests lately seen, 16 bytes each: enough to spare work by it, where forgetting one
 * does no harm. One is taken for another only where 64 bits made of all 128 and their rows are
 * equal.
 *
 * <p>Each digest has a row of eight places, by one half of it, where those 64 bits are kept; in a
 * row that is full a newer one takes the place of an older. There are two such tables: digests
 * enter the young one and are looked for in both, and when the young one is as old as digests are
 * to be remembered, it becomes the old one. That is less work than a cache that knows which entry
 * was used last, and nothing is allocated. Safe for many threads.
 */
public final class DigestMemory {

  private record Tables(AtomicLongArray young, AtomicLongArray old, long bornAt) {}

  /** As many as a cache line of most processors holds. */
  private static final int ROW = 8;

  private final int places;
  private final long lifeNanos;
  private volatile Tables tables;

  /**
   * An empty one.
   *
   * @param capacity how many it has room for, rounded up to a power of two; 0 for none. Up to half
   *     of them are hardly ever displaced
   * @param lifeNanos how long one is remembered at least, unless another takes its place; at most
   *     twice as long
   * @param now of the clock that all calls are told, in nanoseconds, from any origin
   */
  public DigestMemory(int capacity, long lifeNanos, long now) {
    this.places = capacity == 0 ? 0 : Integer.highestOneBit(Math.max(ROW, 2 * capacity - 1));
    this.lifeNanos = lifeNanos;
    this.tables = new Tables(table(), table(), now);
  }

  /** Whether it is remembered. */
  public boolean knows(long high, long low, long now) {
    if (places == 0) {
      return false;
    }
    Tables current = at(now);
    return holds(current.young(), high, low) || holds(current.old(), high, low);
  }

  /** A row fills from its beginning, and nothing is taken out of it. */
  private boolean holds(AtomicLongArray table, long high, long low) {
    int row = row(low);
    for (int i = row; i < row + ROW && table.get(i) != 0; i++) {
      if (table.get(i) == mark(high, low)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers it from now on. */
  public void remember(long high, long low, long now) {
    if (places > 0) {
      put(at(now).young(), mark(high, low), row(low));
    }
  }

  /** Of two that come to the same place at once one is forgotten: nobody waits for the other. */
  private static void put(AtomicLongArray table, long mark, int row) {
    int place = row + ((int) (mark >>> 32) & (ROW - 1));
    for (int i = row; i < row + ROW; i++) {
      long held = table.getOpaque(i);
      if (held == 0 || held == mark) {
        place = i;
        break;
      }
    }
    table.setOpaque(place, mark);
  }

  /** How many are remembered. */
  public long count() {
    Tables current = tables;
    return IntStream.range(0, places)
        .mapToLong(i -> occupied(current.young(), i) + occupied(current.old(), i))
        .sum();
  }

  private Tables at(long now) {
    Tables current = tables;
    return now - current.bornAt() < lifeNanos ? current : renewed(now);
  }

  private synchronized Tables renewed(long now) {
    long age = now - tables.bornAt();
    if (age >= lifeNanos) {
      tables = new Tables(table(), age < 2 * lifeNanos ? tables.young() : table(), now);
    }
    return tables;
  }

  private AtomicLongArray table() {
    return new AtomicLongArray(places);
  }

  private int row(long low) {
    return (int) low & (places - ROW);
  }

  /** Zero marks an empty place. */
  private static long mark(long high, long low) {
    long mark = high ^ Long.rotateLeft(low, Integer.SIZE);
    return mark == 0 ? 1 : mark;
  }

  private static int occupied(AtomicLongArray table, int place) {
    return table.get(place) == 0 ? 0 : 1;
  }
}
