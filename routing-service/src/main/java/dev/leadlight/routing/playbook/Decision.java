package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.PlannedDelivery;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one action of a playbook that is for a tier change.
 *
 * @param delivery what is recorded: to be sent, or with the reason why not; null if nothing is
 */
public record Decision(Action action, Kind kind, @Nullable PlannedDelivery delivery) {

  /** Which way it goes. */
  public enum Kind {
    /** It will be sent. */
    SEND,
    /** A rep will be found. */
    ASSIGN,
    /** It must not be sent, and is recorded so. */
    SUPPRESS,
    /** There is nobody who could do it; nothing is recorded. */
    NOT_CONFIGURED
  }
}
