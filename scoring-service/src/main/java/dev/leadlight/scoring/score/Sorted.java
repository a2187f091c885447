package dev.leadlight.scoring.score;

/** Looking things up in ascending times. */
final class Sorted {

  static final long[] NEVER = new long[0];

  private Sorted() {}

  /** The index of the last that is not after {@code at}; −1 if all are. */
  static int lastIndexAt(long[] times, long at) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The index of the first after {@code at}; the length if none is. */
  static int firstIndexAfter(long[] times, long at) {
    return lastIndexAt(times, at) + 1;
  }
}
