package dev.leadlight.scoring.backtest;

/** Where a true rate lies with a confidence of 95 %. */
public record Interval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /** The score interval of Wilson (1927): sensible for few cases and for rates near 0 and 1. */
  static Interval ofRate(long hits, long cases) {
    double n = cases;
    double rate = hits / n;
    double centre = rate + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval(
        Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
  }
}
