package dev.leadlight.scoring.lead;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a lead's derived signals were told.
 *
 * @param dueAt the earliest one that was not told yet, in epoch milliseconds; {@link #NEVER} if
 *     there is none
 * @param firedAt when a wake-up last had something to tell, in epoch milliseconds
 * @param told what it told then, and what others had told within the hour before, so that it can be
 *     told once more: a crash may have come between the writing and the telling, and until that is
 *     noticed somebody else may have looked at the lead and had something to tell
 */
public record Alarm(long dueAt, long firedAt, List<DerivedSignal.Occurrence> told) {

  /** No moment at all. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long HOUR = 60 * 60 * 1000L;

  private static final int MOST_TOLD = 8;

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

  /** With all told that time has brought up to that moment. */
  Alarm fired(long now, List<DerivedSignal.Occurrence> happened, long earliest) {
    return new Alarm(earliest, now, happened).after(this);
  }

  /** From when on what was told may not have arrived. */
  public long untoldFrom() {
    return firedAt - HOUR;
  }

  /** Of one person both: what either has not told is still to be told. */
  Alarm and(Alarm other) {
    Alarm both = other.firedAt > firedAt ? other.after(this) : after(other);
    return both.dueAt(Math.min(dueAt, other.dueAt));
  }

  private Alarm after(Alarm before) {
    if (before.told.isEmpty() || before.firedAt < untoldFrom()) {
      return this;
    }
    int room = Math.max(0, MOST_TOLD - told.size());
    int size = before.told.size();
    Set<DerivedSignal.Occurrence> both =
        new LinkedHashSet<>(before.told.subList(Math.max(0, size - room), size));
    both.addAll(told);
    return new Alarm(dueAt, firedAt, List.copyOf(both));
  }
}
