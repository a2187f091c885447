package dev.leadlight.scoring.feature;

import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.Moments;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was counted under one key, as of a moment. What is kept by day counts from the end of its
 * day on: earlier it is not sure to have happened.
 */
final class Tallies {

  private final Moments exact;
  private final Map<Long, Integer> days;
  private final long at;

  Tallies(Evidence evidence, EvidenceKey key, long at) {
    this.exact = evidence.moments(key.value());
    this.days = evidence.days().getOrDefault(key.value(), Map.of());
    this.at = at;
  }

  /** How many in (at − millis, at]. */
  int within(long millis) {
    int count = upTo(at) - upTo(at - millis);
    for (Map.Entry<Long, Integer> day : days.entrySet()) {
      long end = endOf(day.getKey());
      count += end <= at && end > at - millis ? day.getValue() : 0;
    }
    return count;
  }

  /** On how many days in UTC there was one, of the last so many milliseconds. */
  int daysWithin(long millis) {
    Set<Long> seen = new HashSet<>();
    for (int i = upTo(at - millis); i < upTo(at); i++) {
      seen.add(Math.floorDiv(exact.time(i), Evidence.DAY));
    }
    for (long day : days.keySet()) {
      if (endOf(day) <= at && endOf(day) > at - millis) {
        seen.add(day);
      }
    }
    return seen.size();
  }

  /** The latest; the smallest number there is if there was none. */
  long latest() {
    int count = upTo(at);
    long latest = count == 0 ? Long.MIN_VALUE : exact.time(count - 1);
    for (long day : days.keySet()) {
      latest = endOf(day) <= at ? Math.max(latest, endOf(day)) : latest;
    }
    return latest;
  }

  /** How many remembered ones have each mark, from 0. */
  int[] byMark(int marks) {
    int[] counts = new int[marks];
    for (int i = 0; i < upTo(at); i++) {
      if (exact.mark(i) >= 0 && exact.mark(i) < marks) {
        counts[exact.mark(i)]++;
      }
    }
    return counts;
  }

  private int upTo(long moment) {
    int low = 0;
    int high = exact.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (exact.time(middle) <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long endOf(long day) {
    return (day + 1) * Evidence.DAY;
  }
}
