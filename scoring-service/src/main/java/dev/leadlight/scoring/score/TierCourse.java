package dev.leadlight.scoring.score;

import java.time.Instant;
import java.util.Set;

/** Whether a lead stands in one of some tiers. */
record TierCourse(Tiering tiering, Set<String> tiers) implements Course {

  @Override
  public boolean at(long at) {
    return tiers.contains(tiering.tierAt(Instant.ofEpochMilli(at)));
  }

  @Override
  public void addTurns(Jumps turns, long after, long until) {
    Instant since = tiering.standingAt(Instant.ofEpochMilli(until)).since();
    while (since != null && since.toEpochMilli() > after) {
      turns.add(since.toEpochMilli());
      since = tiering.standingAt(since.minusMillis(1)).since();
    }
  }
}
