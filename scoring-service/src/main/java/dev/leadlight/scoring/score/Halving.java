package dev.leadlight.scoring.score;

/**
 * The decayed count of one rule's matches in O(log n): kept with each match is the count as it
 * stood at that moment, and from there to any later one it is a single factor. A purchase that
 * hides earlier matches begins it anew, so nothing is ever subtracted.
 */
final class Halving {

  private static final double LN_2 = Math.log(2);

  private final double halfLife;
  private final long[] times;
  private final double[] counts;

  Halving(double halfLifeMillis, long[] times, long[] resets) {
    this.halfLife = halfLifeMillis;
    this.times = times;
    this.counts = new double[times.length];
    int reset = 0;
    for (int i = 0; i < times.length; i++) {
      boolean isFirst = i == 0;
      while (reset < resets.length && resets[reset] < times[i]) {
        isFirst |= i > 0 && resets[reset] >= times[i - 1];
        reset++;
      }
      counts[i] = isFirst ? 1 : 1 + counts[i - 1] * share(times[i] - times[i - 1]);
    }
  }

  /** Of matches up to a moment and after {@code hidden}, the latest purchase up to it. */
  double countAt(long at, long hidden) {
    int last = Sorted.lastIndexAt(times, at);
    return last < 0 || times[last] <= hidden ? 0 : counts[last] * share(at - times[last]);
  }

  /** What is left of 1 after some time; exact after whole half-lives. */
  private double share(long millis) {
    double halvings = millis / halfLife;
    int whole = (int) Math.min(halvings, 1022);
    double rest = halvings - whole;
    double share = rest == 0 ? 1 : Math.exp(-LN_2 * rest);
    return share * Double.longBitsToDouble((1023L - whole) << 52);
  }
}
