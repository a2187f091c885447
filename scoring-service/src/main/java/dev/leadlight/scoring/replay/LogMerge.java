package dev.leadlight.scoring.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One stream out of several partitions, by the time at which events were received; within a
 * partition the order stays. So a reading meets identities in the order in which the fold met them,
 * as nearly as the log tells: the fold itself reads partitions side by side.
 *
 * <p>It can only go on while it holds a record of each partition that has not ended, so it may hold
 * many of the others: {@link #full} names those that should not be read further for now.
 */
public final class LogMerge {

  private final Map<Integer, Deque<LogRecord>> waiting = new HashMap<>();
  private final Set<Integer> open = new TreeSet<>();
  private int size;

  /** Begins with these partitions. */
  public LogMerge(Collection<Integer> partitions) {
    for (int partition : partitions) {
      waiting.put(partition, new ArrayDeque<>());
      open.add(partition);
    }
  }

  /** Takes a partition's next record. */
  public void add(LogRecord item) {
    waiting.computeIfAbsent(item.partition(), p -> new ArrayDeque<>()).add(item);
    size++;
  }

  /** Nothing more comes from this partition. */
  public void end(int partition) {
    open.remove(partition);
  }

  /** How many records wait. */
  public int size() {
    return size;
  }

  /** Partitions of which at least so many records wait. */
  public List<Integer> full(int most) {
    return waiting.entrySet().stream()
        .filter(each -> each.getValue().size() >= most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The next records in order, at most so many; empty if the next one is not known yet. */
  public List<LogRecord> take(int most) {
    List<LogRecord> taken = new ArrayList<>();
    while (taken.size() < most && open.stream().noneMatch(this::isEmpty)) {
      Deque<LogRecord> earliest = earliest();
      if (earliest == null) {
        break;
      }
      taken.add(earliest.remove());
      size--;
    }
    return taken;
  }

  private boolean isEmpty(int partition) {
    Deque<LogRecord> records = waiting.get(partition);
    return records == null || records.isEmpty();
  }

  private @Nullable Deque<LogRecord> earliest() {
    Deque<LogRecord> earliest = null;
    for (Deque<LogRecord> each : waiting.values()) {
      if (!each.isEmpty()
          && (earliest == null || receivedAt(each).isBefore(receivedAt(earliest)))) {
        earliest = each;
      }
    }
    return earliest;
  }

  private static Instant receivedAt(Deque<LogRecord> records) {
    return records.element().event().receivedAt();
  }
}
