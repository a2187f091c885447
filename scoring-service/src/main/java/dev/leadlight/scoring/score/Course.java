package dev.leadlight.scoring.score;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** How the truth of a condition goes over time, future as if silent. */
interface Course {

  /** Whether the condition holds at a moment, in epoch milliseconds. */
  boolean at(long at);

  /** Adds the moments in (after, until] at which it may turn; none of them is left out. */
  void addTurns(Jumps turns, long after, long until);

  /** All of these hold. */
  record All(List<Course> parts) implements Course {
    @Override
    public boolean at(long at) {
      for (Course part : parts) {
        if (!part.at(at)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void addTurns(Jumps turns, long after, long until) {
      parts.forEach(part -> part.addTurns(turns, after, until));
    }
  }

  /** At least one of these holds. */
  record Any(List<Course> parts) implements Course {
    @Override
    public boolean at(long at) {
      for (Course part : parts) {
        if (part.at(at)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void addTurns(Jumps turns, long after, long until) {
      parts.forEach(part -> part.addTurns(turns, after, until));
    }
  }

  /** That one does not hold. */
  record Not(Course part) implements Course {
    @Override
    public boolean at(long at) {
      return !part.at(at);
    }

    @Override
    public void addTurns(Jumps turns, long after, long until) {
      part.addTurns(turns, after, until);
    }
  }

  /**
   * Turns at known moments only.
   *
   * @param moments asked for only by those who want to know when
   */
  record Steps(LongPredicate truth, Supplier<long[]> moments) implements Course {
    @Override
    public boolean at(long at) {
      return truth.test(at);
    }

    @Override
    public void addTurns(Jumps turns, long after, long until) {
      for (long moment : moments.get()) {
        if (moment > after && moment <= until && at(moment) != at(moment - 1)) {
          turns.add(moment);
        }
      }
    }
  }
}
