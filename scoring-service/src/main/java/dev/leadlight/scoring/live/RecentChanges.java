package dev.leadlight.scoring.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest changes, so that a watcher whose connection broke can go on. Not thread-safe. */
public final class RecentChanges {

  private final int most;
  private final Deque<LiveChange> latest = new ArrayDeque<>();

  /** Remembers that many. */
  public RecentChanges(int most) {
    this.most = most;
  }

  /** Adds the newest; the oldest makes room. */
  public void add(LiveChange change) {
    if (latest.size() == most) {
      latest.removeFirst();
    }
    latest.addLast(change);
  }

  /** What came after a change; empty if that one is not remembered. */
  public Optional<List<LiveChange>> after(String id) {
    List<LiveChange> later = new ArrayList<>();
    boolean isFound = false;
    for (LiveChange change : latest) {
      if (isFound) {
        later.add(change);
      } else {
        isFound = change.id().equals(id);
      }
    }
    return isFound ? Optional.of(later) : Optional.empty();
  }
}
