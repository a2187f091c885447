package dev.leadlight.scoring.replay.shell;

/** A reading met more leads than it may hold in memory. */
public final class TooManyLeadsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyLeadsException(int most) {
    super(
        "The log tells of more than "
            + most
            + " leads, the most that one reading holds in memory"
            + " (leadlight.scoring.replay.most-leads).");
  }
}
