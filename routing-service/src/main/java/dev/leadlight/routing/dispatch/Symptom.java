package dev.leadlight.routing.dispatch;

import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.util.EnumSet;
import java.util.Set;

/** What the end of one attempt tells of the destination, whatever it means for the delivery. */
public enum Symptom {
  /** It works: it took the message, or refused this one for what it says. */
  WELL,
  /** It is down: others would fare no better. */
  UNWELL,
  /** It doesn't take our credentials: no other call would succeed before people have seen to it. */
  LOCKED,
  /** Nothing: the trouble was ours, or it asked for a pause. */
  NONE;

  private static final Set<Reason> DOWN =
      EnumSet.of(Reason.UNREACHABLE, Reason.TIMEOUT, Reason.DESTINATION_TROUBLE);

  private static final Set<Reason> UNTOLD =
      EnumSet.of(
          Reason.THROTTLED,
          Reason.INTERNAL,
          Reason.SECRET_MISSING,
          Reason.FORBIDDEN_ADDRESS,
          Reason.VERB_NOT_OFFERED,
          Reason.UNMAPPABLE);

  /** Of an attempt's outcome. */
  public static Symptom of(Outcome outcome) {
    return outcome.fold(
        accepted -> WELL, failed -> of(failed.reason()), refused -> of(refused.reason()));
  }

  private static Symptom of(Reason reason) {
    if (reason == Reason.UNAUTHORIZED) {
      return LOCKED;
    }
    if (DOWN.contains(reason)) {
      return UNWELL;
    }
    return UNTOLD.contains(reason) ? NONE : WELL;
  }
}
