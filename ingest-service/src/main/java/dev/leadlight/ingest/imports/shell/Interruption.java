package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.ingest.imports.shell.BrokenOffException.Reason;
import dev.leadlight.platform.problem.Failures;
import dev.leadlight.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Why a part of a file was not read to its end.
 *
 * @param trouble for the state of the import
 */
record Interruption(ProblemType type, String trouble) {

  private static final Logger LOG = Logger.getLogger(Interruption.class);

  static Interruption of(Throwable failure) {
    if (failure instanceof FileFaultException fault) {
      return new Interruption(ProblemType.UNPROCESSABLE, fault.detail());
    }
    if (failure instanceof BrokenOffException broken) {
      return new Interruption(type(broken.reason()), broken.reason().detail());
    }
    // Retries that were of no use have what was refused as their cause.
    if (failure instanceof ProblemException
        || failure.getCause() instanceof ProblemException
        || Failures.isInfrastructure(failure)) {
      return new Interruption(ProblemType.UNAVAILABLE, "No more could be stored.");
    }
    // The message may quote the file.
    LOG.errorf("import stopped by %s", failure.getClass().getName());
    return new Interruption(ProblemType.INTERNAL, "Something went wrong on our side.");
  }

  private static ProblemType type(Reason reason) {
    return switch (reason) {
      case CONNECTION_LOST, SENDER_SILENT -> ProblemType.REQUEST_TIMEOUT;
      case STOPPING -> ProblemType.UNAVAILABLE;
      case TAKEN_OVER -> ProblemType.CONFLICT;
    };
  }

  ImportInterruptedException told(ImportState state) {
    return new ImportInterruptedException(type, trouble, state);
  }
}
