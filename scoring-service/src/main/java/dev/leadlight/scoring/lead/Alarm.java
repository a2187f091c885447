package dev.leadlight.scoring.lead;

import java.util.List;

/**
 * How far a lead's derived signals were told.
 *
 * @param dueAt the earliest one that was not told yet, in epoch milliseconds; {@link #NEVER} if
 *     there is none
 * @param firedAt when a wake-up last had something to tell, in epoch milliseconds
 * @param told what it told then, so that it can be told once more: a crash may have come between
 *     the writing and the telling
 */
public record Alarm(long dueAt, long firedAt, List<DerivedSignal.Occurrence> told) {

  /** No moment at all. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final Alarm UNSET = new Alarm(NEVER, 0, List.of());

  public Alarm {
    told = List.copyOf(told);
  }

  /** Nothing is due, nothing was told. */
  public static Alarm unset() {
    return UNSET;
  }

  /** With another earliest one. */
  Alarm dueAt(long earliest) {
    return new Alarm(earliest, firedAt, told);
  }

  /** Of one person both: what either has not told is still to be told. */
  Alarm and(Alarm other) {
    Alarm later = other.firedAt > firedAt ? other : this;
    return new Alarm(Math.min(dueAt, other.dueAt), later.firedAt, later.told);
  }
}
