package dev.leadlight.scoring.score;

import java.util.Arrays;

/** Collects the moments at which a score may jump; between them it moves continuously. */
final class Jumps {

  private long[] times = new long[32];
  private int size;

  void add(long... more) {
    if (size + more.length > times.length) {
      times = Arrays.copyOf(times, Math.max(2 * times.length, size + more.length));
    }
    System.arraycopy(more, 0, times, size, more.length);
    size += more.length;
  }

  /** Ascending, each once. */
  long[] sorted() {
    Arrays.sort(times, 0, size);
    int unique = 0;
    for (int i = 0; i < size; i++) {
      if (unique == 0 || times[i] != times[unique - 1]) {
        times[unique++] = times[i];
      }
    }
    return Arrays.copyOf(times, unique);
  }
}
