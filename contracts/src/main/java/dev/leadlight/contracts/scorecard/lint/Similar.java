package dev.leadlight.contracts.scorecard.lint;

import dev.leadlight.contracts.event.Signal;
import java.util.Comparator;
import java.util.Set;

/** What somebody may have meant to write. */
final class Similar {

  private static final int NEAR = 2;

  private Similar() {}

  /** A question that names the nearest known signal; empty if none is near. */
  static String to(Signal signal, Set<Signal> known) {
    return known.stream()
        .filter(each -> distance(signal.name(), each.name()) <= NEAR)
        .min(Comparator.comparingInt(each -> distance(signal.name(), each.name())))
        .map(nearest -> "; or did you mean " + nearest + "?")
        .orElse("");
  }

  /** Letters to change, add or leave out (Levenshtein 1966). */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
