package dev.leadlight.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown; the first column holds words, the others figures. */
public final class Table {

  private final List<String> lines = new ArrayList<>();

  public Table(String... columns) {
    row(columns);
    lines.add("| --- |" + " ---: |".repeat(columns.length - 1));
  }

  public void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  /** A figure with as many digits as it deserves. */
  public static String figure(double value) {
    String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /** A figure that says how many times another one is. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f ×", ratio);
  }

  /** Bytes in megabytes. */
  public static String megabytes(long bytes) {
    return Long.toString(Math.round(bytes / 1_048_576.0));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
