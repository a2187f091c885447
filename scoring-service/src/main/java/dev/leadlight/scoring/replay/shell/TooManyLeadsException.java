package dev.leadlight.scoring.replay.shell;

/** A reading met more leads than it may hold in memory. */
public final class TooManyLeadsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyLeadsException(int leads, long mostBytes) {
    super(
        "The log tells of more than "
            + leads
            + " leads, which take more than the "
            + mostBytes / (1024 * 1024)
            + " MB of memory that one reading may use"
            + " (leadlight.scoring.replay.most-memory).");
  }
}
