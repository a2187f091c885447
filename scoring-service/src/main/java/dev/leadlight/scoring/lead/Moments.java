package dev.leadlight.scoring.lead;

import java.util.Arrays;
import java.util.List;

/**
 * When something happened, over and over: a sorted multiset of instants in epoch milliseconds, each
 * with an optional mark that tells equal kinds of events apart (a hash of a distinct property). Of
 * one instant the lower marks come first, so that the order of arrival does not matter. Packed,
 * because a lead has many; not copied on reading, so nobody may write to what {@link #times}
 * returns.
 */
public final class Moments {

  private static final Moments NONE = new Moments(new long[0], new int[0]);

  private final long[] times;
  private final int[] marks;

  private Moments(long[] times, int[] marks) {
    this.times = times;
    this.marks = marks;
  }

  /** No moment at all. */
  public static Moments none() {
    return NONE;
  }

  /**
   * Moments that somebody has kept.
   *
   * @param times ascending epoch milliseconds
   * @param marks one for each time
   */
  public static Moments of(long[] times, int[] marks) {
    return new Moments(times, marks);
  }

  /** Moments without marks, in ascending epoch milliseconds. */
  public static Moments of(long[] times) {
    return new Moments(times, new int[times.length]);
  }

  /** When those orders were placed. */
  static Moments of(List<Order> ordersInTime) {
    return of(ordersInTime.stream().mapToLong(Order::at).toArray());
  }

  /** These and one more. */
  public Moments with(long time, int mark) {
    int at = times.length;
    while (at > 0 && (times[at - 1] > time || (times[at - 1] == time && marks[at - 1] > mark))) {
      at--;
    }
    long[] newTimes = new long[times.length + 1];
    int[] newMarks = new int[times.length + 1];
    System.arraycopy(times, 0, newTimes, 0, at);
    System.arraycopy(marks, 0, newMarks, 0, at);
    newTimes[at] = time;
    newMarks[at] = mark;
    System.arraycopy(times, at, newTimes, at + 1, times.length - at);
    System.arraycopy(marks, at, newMarks, at + 1, times.length - at);
    return new Moments(newTimes, newMarks);
  }

  /** These and those. */
  public Moments and(Moments other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    if (times[times.length - 1] < other.times[0]) {
      return before(other);
    }
    if (other.times[other.times.length - 1] < times[0]) {
      return other.before(this);
    }
    long[] newTimes = new long[times.length + other.times.length];
    int[] newMarks = new int[newTimes.length];
    int left = 0;
    int right = 0;
    for (int i = 0; i < newTimes.length; i++) {
      boolean takeLeft =
          right == other.times.length || (left < times.length && isFirst(left, other, right));
      newTimes[i] = takeLeft ? times[left] : other.times[right];
      newMarks[i] = takeLeft ? marks[left++] : other.marks[right++];
    }
    return new Moments(newTimes, newMarks);
  }

  private boolean isFirst(int left, Moments other, int right) {
    return times[left] == other.times[right]
        ? marks[left] <= other.marks[right]
        : times[left] < other.times[right];
  }

  /** As a person's deeds mostly come: all under one name, then all under the next. */
  private Moments before(Moments later) {
    long[] newTimes = Arrays.copyOf(times, times.length + later.times.length);
    int[] newMarks = Arrays.copyOf(marks, newTimes.length);
    System.arraycopy(later.times, 0, newTimes, times.length, later.times.length);
    System.arraycopy(later.marks, 0, newMarks, times.length, later.times.length);
    return new Moments(newTimes, newMarks);
  }

  /** Without the {@code count} earliest. */
  public Moments withoutFirst(int count) {
    return new Moments(
        Arrays.copyOfRange(times, count, times.length),
        Arrays.copyOfRange(marks, count, marks.length));
  }

  /** Without those before a time. */
  Moments from(long time) {
    int first = times.length;
    while (first > 0 && times[first - 1] >= time) {
      first--;
    }
    return first == 0 ? this : withoutFirst(first);
  }

  public int size() {
    return times.length;
  }

  public boolean isEmpty() {
    return times.length == 0;
  }

  /** The i-th in time, from 0. */
  public long time(int i) {
    return times[i];
  }

  /** The mark of the i-th in time. */
  public int mark(int i) {
    return marks[i];
  }

  /** Whether any has a mark. */
  public boolean isMarked() {
    for (int mark : marks) {
      if (mark != 0) {
        return true;
      }
    }
    return false;
  }

  /** All times, ascending. Not to be written to. */
  public long[] times() {
    return times;
  }

  /** Whether one lies in (after, until]. */
  public boolean anyWithin(long after, long until) {
    int at = Arrays.binarySearch(times, until);
    if (at >= 0) {
      return until > after;
    }
    int before = -at - 2;
    return before >= 0 && times[before] > after;
  }

  /**
   * When waiting for an answer was in vain: {@code wait} after a moment, unless an answer follows
   * in (moment, moment + wait], or one of these moments, which begins the waiting again.
   */
  public long[] unanswered(Moments answers, long wait) {
    long[] found = new long[times.length];
    int size = 0;
    for (int i = 0; i < times.length; i++) {
      long due = times[i] + wait;
      boolean restarted = i + 1 < times.length && times[i + 1] <= due;
      if (!restarted && !answers.anyWithin(times[i], due)) {
        found[size++] = due;
      }
    }
    return Arrays.copyOf(found, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moments moments
        && Arrays.equals(times, moments.times)
        && Arrays.equals(marks, moments.marks);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + Arrays.hashCode(marks);
  }

  @Override
  public String toString() {
    return Arrays.toString(times);
  }
}
