package dev.leadlight.routing.assignment;

import java.util.Locale;

/** Why an assignment ended. */
public enum EndReason {
  /** The rep did not answer in time. */
  SILENT,
  /** The rep gave it back. */
  HANDED_BACK,
  /** Somebody gave it to another. */
  REASSIGNED,
  /** The rep has left. */
  DEPARTED,
  /** The lead is not worth acting on any more. */
  RELEASED,
  /** There is an outcome. */
  CONCLUDED;

  /** As the API writes it: {@code handed-back}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the lead counts as never given, in the rotation. */
  public boolean givesCredit() {
    return switch (this) {
      case SILENT, HANDED_BACK, REASSIGNED -> true;
      case DEPARTED, RELEASED, CONCLUDED -> false;
    };
  }
}
