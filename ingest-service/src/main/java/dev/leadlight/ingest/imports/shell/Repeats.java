package dev.leadlight.ingest.imports.shell;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Rows that a report has shown. A chunk that Kafka did not acknowledge in time is handed over again
 * and may then stand in the topic twice, one directly behind the other; so the last rows suffice.
 */
final class Repeats {

  private static final int KEPT = 4_000;

  private final Set<Long> known = new HashSet<>();
  private final Queue<Long> order = new ArrayDeque<>();

  boolean isNew(long row) {
    if (!known.add(row)) {
      return false;
    }
    order.add(row);
    if (order.size() > KEPT) {
      known.remove(order.remove());
    }
    return true;
  }
}
