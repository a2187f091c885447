package dev.leadlight.scoring.replay.shell;

/** Somebody has cancelled the reading. Carries no stack trace: it is an answer, not a fault. */
public final class ReplayCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The answer. */
  public ReplayCancelledException() {
    super("cancelled", null, false, false);
  }
}
