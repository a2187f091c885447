package dev.leadlight.ingest.body.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;

/** A body that could not be read, with what had come of it, so that a refusal can keep that. */
public final class BodyException extends ProblemException {

  private final ProblemType type;
  private final byte[] begun;

  BodyException(ProblemType type, String detail, byte[] begun) {
    super(type, detail);
    this.type = type;
    this.begun = begun;
  }

  /** 400 if it is damaged, 413 if it is too large, 415 if its encoding is unknown. */
  public ProblemType type() {
    return type;
  }

  /**
   * The body as far as it came, or its beginning after decompression; empty if nothing was read.
   */
  public byte[] begun() {
    return begun.clone();
  }
}
