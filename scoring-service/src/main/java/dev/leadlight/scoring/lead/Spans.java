package dev.leadlight.scoring.lead;

import java.util.Arrays;

/**
 * Activity as spans of time: events nearer to each other than {@code gap} lie in one span. The same
 * spans come out in whatever order the events are added, because a span is exactly a run of events
 * without a pause of {@code gap}. Sessions are spans with a gap of 30 minutes, silences what lies
 * between spans with a gap of a day.
 */
public final class Spans {

  private final long gap;
  private final long[] starts;
  private final long[] ends;

  private Spans(long gap, long[] starts, long[] ends) {
    this.gap = gap;
    this.starts = starts;
    this.ends = ends;
  }

  /** No activity yet. */
  public static Spans none(long gapMillis) {
    return new Spans(gapMillis, new long[0], new long[0]);
  }

  /**
   * Spans that somebody has kept.
   *
   * @param starts ascending epoch milliseconds
   * @param ends the last event of each span
   */
  public static Spans of(long gapMillis, long[] starts, long[] ends) {
    return new Spans(gapMillis, starts, ends);
  }

  /** With an event at that time. */
  public Spans with(long time) {
    return withSpan(time, time);
  }

  /** These and those. */
  public Spans and(Spans other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    if (other.starts[0] - ends[size() - 1] >= gap) {
      return before(other);
    }
    if (starts[0] - other.ends[other.size() - 1] >= gap) {
      return other.before(this);
    }
    long[] newStarts = new long[starts.length + other.starts.length];
    long[] newEnds = new long[newStarts.length];
    int left = 0;
    int right = 0;
    int last = -1;
    while (left < starts.length || right < other.starts.length) {
      boolean takeLeft =
          right == other.starts.length
              || (left < starts.length && starts[left] <= other.starts[right]);
      long start = takeLeft ? starts[left] : other.starts[right];
      long end = takeLeft ? ends[left++] : other.ends[right++];
      if (last >= 0 && start - newEnds[last] < gap) {
        newEnds[last] = Math.max(newEnds[last], end);
      } else {
        newStarts[++last] = start;
        newEnds[last] = end;
      }
    }
    return new Spans(gap, Arrays.copyOf(newStarts, last + 1), Arrays.copyOf(newEnds, last + 1));
  }

  /** All of these end long before those begin, as one name's visits end where another's begin. */
  private Spans before(Spans later) {
    long[] newStarts = Arrays.copyOf(starts, size() + later.size());
    long[] newEnds = Arrays.copyOf(ends, newStarts.length);
    System.arraycopy(later.starts, 0, newStarts, size(), later.size());
    System.arraycopy(later.ends, 0, newEnds, size(), later.size());
    return new Spans(gap, newStarts, newEnds);
  }

  private Spans withSpan(long start, long end) {
    int from = 0;
    while (from < starts.length && start - ends[from] >= gap) {
      from++;
    }
    int to = from;
    long newStart = start;
    long newEnd = end;
    while (to < starts.length && starts[to] - end < gap) {
      newStart = Math.min(newStart, starts[to]);
      newEnd = Math.max(newEnd, ends[to]);
      to++;
    }
    if (to == from + 1 && starts[from] == newStart && ends[from] == newEnd) {
      return this;
    }
    int size = starts.length - (to - from) + 1;
    long[] newStarts = new long[size];
    long[] newEnds = new long[size];
    System.arraycopy(starts, 0, newStarts, 0, from);
    System.arraycopy(ends, 0, newEnds, 0, from);
    newStarts[from] = newStart;
    newEnds[from] = newEnd;
    System.arraycopy(starts, to, newStarts, from + 1, starts.length - to);
    System.arraycopy(ends, to, newEnds, from + 1, ends.length - to);
    return new Spans(gap, newStarts, newEnds);
  }

  /** At most that many: the oldest are forgotten. */
  public Spans latest(int most) {
    int surplus = starts.length - most;
    return surplus <= 0
        ? this
        : new Spans(
            gap,
            Arrays.copyOfRange(starts, surplus, starts.length),
            Arrays.copyOfRange(ends, surplus, ends.length));
  }

  /**
   * The latest, and as many more of those that are not much older than the last one.
   *
   * @param always so many are kept whatever their age
   * @param most so many at most
   * @param age in milliseconds before the last one
   */
  public Spans recent(int always, int most, long age) {
    int kept = Math.min(size(), most);
    while (kept > always && ends[size() - kept] < ends[size() - 1] - age) {
      kept--;
    }
    return latest(kept);
  }

  /** At most that many: the shortest pauses are forgotten. */
  public Spans withLongestPauses(int most) {
    Spans spans = this;
    while (spans.size() > most) {
      int shortest = 1;
      for (int i = 2; i < spans.size(); i++) {
        if (spans.pauseBefore(i) < spans.pauseBefore(shortest)) {
          shortest = i;
        }
      }
      spans = spans.joined(shortest);
    }
    return spans;
  }

  private Spans joined(int second) {
    long[] newStarts = new long[starts.length - 1];
    long[] newEnds = new long[ends.length - 1];
    System.arraycopy(starts, 0, newStarts, 0, second);
    System.arraycopy(starts, second + 1, newStarts, second, starts.length - second - 1);
    System.arraycopy(ends, 0, newEnds, 0, second - 1);
    System.arraycopy(ends, second, newEnds, second - 1, ends.length - second);
    return new Spans(gap, newStarts, newEnds);
  }

  private long pauseBefore(int i) {
    return starts[i] - ends[i - 1];
  }

  public int size() {
    return starts.length;
  }

  public boolean isEmpty() {
    return starts.length == 0;
  }

  /** First event of the i-th span. */
  public long start(int i) {
    return starts[i];
  }

  /** Last event of the i-th span. */
  public long end(int i) {
    return ends[i];
  }

  /** Which span a time lies in, or -1. */
  public int indexOf(long time) {
    int at = Arrays.binarySearch(starts, time);
    int candidate = at >= 0 ? at : -at - 2;
    return candidate >= 0 && time <= ends[candidate] ? candidate : -1;
  }

  /** Milliseconds since the latest activity up to a time, 0 within a span; NaN before the first. */
  public double silenceAt(long time) {
    int at = Arrays.binarySearch(starts, time);
    int latest = at >= 0 ? at : -at - 2;
    return latest < 0 ? Double.NaN : Math.max(0, time - ends[latest]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spans spans
        && gap == spans.gap
        && Arrays.equals(starts, spans.starts)
        && Arrays.equals(ends, spans.ends);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(ends);
  }

  @Override
  public String toString() {
    return Arrays.toString(starts) + Arrays.toString(ends);
  }
}
