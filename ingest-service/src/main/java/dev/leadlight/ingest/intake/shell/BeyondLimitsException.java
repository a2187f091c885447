package dev.leadlight.ingest.intake.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.platform.problem.ProblemException;

/**
 * JSON that goes beyond what is read at all: nested too deeply, names, texts or numbers too long.
 */
public final class BeyondLimitsException extends ProblemException {

  private static final long serialVersionUID = 1;

  BeyondLimitsException(String detail) {
    super(ProblemType.MALFORMED_JSON, detail);
  }
}
