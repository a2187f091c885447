package dev.leadlight.routing.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a delivery was not made, or not yet. The code is stable: people filter and alert by it. */
public enum Reason {
  /** Planning: the lead is in the control arm of an experiment. */
  HOLD_OUT,
  /** Planning or sending: marketing without consent. */
  NO_CONSENT,
  /** Planning: the lead was told the same too short a time ago. */
  COOLDOWN,
  /** Planning or sending: it is night where the lead is. */
  QUIET_HOURS,
  /** A later change of the lead made it pointless. */
  SUPERSEDED,
  /** Its staleness deadline passed. */
  STALE,
  /** Waited for a destination that is no longer set up. */
  DESTINATION_NOT_CONFIGURED,
  /** A secret of the destination isn't where its reference points to. */
  SECRET_MISSING,
  /** The destination's address is not one we may call. */
  FORBIDDEN_ADDRESS,
  /** Destinations of this type can't do what was asked. */
  VERB_NOT_OFFERED,
  /** A template or mapping fails; the attempt says which field. */
  UNMAPPABLE,
  /** No connection. */
  UNREACHABLE,
  /** Connected, but no answer in time: the message may have arrived. */
  TIMEOUT,
  /** The destination asked us to slow down. */
  THROTTLED,
  /** The destination had trouble of its own. */
  DESTINATION_TROUBLE,
  /** Our own fault while building or sending. */
  INTERNAL,
  /** The destination has several records that it could mean: somebody has to tidy up there. */
  AMBIGUOUS,
  /** The destination does not take this message. */
  REJECTED,
  /** The destination does not take our credentials. */
  UNAUTHORIZED,
  NOT_FOUND,
  /** The destination says it has been shut down for good. */
  GONE,
  /** The destination's address points elsewhere; redirects are not followed. */
  REDIRECTED;

  /** Stable code: {@code not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a reason has that code. */
  public static boolean isCode(String text) {
    return Arrays.stream(values()).anyMatch(reason -> reason.code().equals(text));
  }

  /** What is expected where {@link #isCode} says no. */
  public static String expected() {
    return "one of " + Arrays.stream(values()).map(Reason::code).collect(Collectors.joining(", "));
  }
}
