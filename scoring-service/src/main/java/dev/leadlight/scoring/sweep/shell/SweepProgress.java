package dev.leadlight.scoring.sweep.shell;

import dev.leadlight.scoring.lead.shell.RedisRankStore.Page;
import dev.leadlight.scoring.lead.shell.RedisSweepStore.Sweep;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parts of a sweep as this replica knows them, and which of them it has in work. */
final class SweepProgress {

  private final Sweep sweep;
  private final int parts;
  private final BitSet open = new BitSet();
  private final BitSet inWork = new BitSet();
  private final List<Lane> lanes;

  /** One part after the other. Changed by one round of its own after the other. */
  static final class Lane {
    int part;

    /** Where to go on; null while it has no part. */
    volatile @Nullable String place;

    /** The page there, if it was read already. */
    @Nullable Page ahead;

    boolean isAgain;

    private Lane(int part) {
      this.part = part;
    }
  }

  SweepProgress(Sweep sweep, int parts, int lanes) {
    this.sweep = sweep;
    this.parts = parts;
    this.lanes = IntStream.range(0, lanes).mapToObj(i -> new Lane(i * parts / lanes)).toList();
    open.set(0, parts);
  }

  Sweep sweep() {
    return sweep;
  }

  Lane lane(int number) {
    return lanes.get(number);
  }

  /** Gives a lane the next open part that no other lane has; false if there is none. */
  synchronized boolean turn(Lane lane) {
    for (int i = 0; i < parts; i++) {
      int part = (lane.part + i) % parts;
      if (open.get(part) && !inWork.get(part)) {
        lane.part = part;
        inWork.set(part);
        return true;
      }
    }
    return false;
  }

  /** The lane has its part no longer, and goes on with another one. */
  synchronized void leave(Lane lane) {
    inWork.clear(lane.part);
    lane.ahead = null;
    lane.place = null;
    lane.part = (lane.part + 1) % parts;
  }

  /** The lane's part is done; answers how many are not. */
  synchronized int close(Lane lane) {
    open.clear(lane.part);
    leave(lane);
    return open.cardinality();
  }
}
