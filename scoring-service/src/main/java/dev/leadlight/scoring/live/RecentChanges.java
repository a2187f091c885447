package dev.leadlight.scoring.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The latest changes, so that a watcher whose connection broke can go on. They are kept as they
 * came: nobody may ever ask for them. Not thread-safe.
 */
public final class RecentChanges {

  private final int most;
  private final Deque<Supplier<Optional<LiveChange>>> latest = new ArrayDeque<>();

  /** Remembers that many. */
  public RecentChanges(int most) {
    this.most = most;
  }

  /**
   * Adds the newest; the oldest makes room.
   *
   * @param change reads it; empty if it can't be read
   */
  public void add(Supplier<Optional<LiveChange>> change) {
    if (latest.size() == most) {
      latest.removeFirst();
    }
    latest.addLast(change);
  }

  /** What came after a change; empty if that one is not remembered. */
  public Optional<List<LiveChange>> after(String id) {
    List<LiveChange> later = new ArrayList<>();
    boolean isFound = false;
    for (Supplier<Optional<LiveChange>> each : latest) {
      Optional<LiveChange> change = each.get();
      if (isFound) {
        change.ifPresent(later::add);
      } else {
        isFound = change.isPresent() && change.get().id().equals(id);
      }
    }
    return isFound ? Optional.of(later) : Optional.empty();
  }
}
