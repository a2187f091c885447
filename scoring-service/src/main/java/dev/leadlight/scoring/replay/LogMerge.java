package dev.leadlight.scoring.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final Map<Integer, Lane> lanes = new HashMap<>();
  private int size;

  /** A partition. */
  private static final class Lane {
    private final Deque<LogRecord> waiting = new ArrayDeque<>();
    private boolean isOpen = true;

    boolean isAwaited() {
      return isOpen && waiting.isEmpty();
    }
  }

  /** Begins with these partitions. */
  public LogMerge(Collection<Integer> partitions) {
    partitions.forEach(partition -> lanes.put(partition, new Lane()));
  }

  /** Takes a partition's next record. */
  public void add(LogRecord item) {
    lane(item.partition()).waiting.add(item);
    size++;
  }

  /** Nothing more comes from this partition. */
  public void end(int partition) {
    lane(partition).isOpen = false;
  }

  private Lane lane(int partition) {
    return lanes.computeIfAbsent(partition, unknown -> new Lane());
  }

  /** How many records wait. */
  public int size() {
    return size;
  }

  /** Partitions of which at least so many records wait. */
  public List<Integer> full(int most) {
    return lanes.entrySet().stream()
        .filter(each -> each.getValue().waiting.size() >= most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The next records in order, at most so many; empty if the next one is not known yet. */
  public List<LogRecord> take(int most) {
    List<LogRecord> taken = new ArrayList<>();
    if (lanes.values().stream().anyMatch(Lane::isAwaited)) {
      return taken;
    }
    for (Lane next = earliest(); next != null && taken.size() < most; next = earliest()) {
      taken.add(next.waiting.remove());
      size--;
      if (next.isAwaited()) {
        break;
      }
    }
    return taken;
  }

  private @Nullable Lane earliest() {
    Lane earliest = null;
    for (Lane each : lanes.values()) {
      if (!each.waiting.isEmpty()
          && (earliest == null || receivedAt(each).isBefore(receivedAt(earliest)))) {
        earliest = each;
      }
    }
    return earliest;
  }

  private static Instant receivedAt(Lane lane) {
    return lane.waiting.element().event().receivedAt();
  }
}
