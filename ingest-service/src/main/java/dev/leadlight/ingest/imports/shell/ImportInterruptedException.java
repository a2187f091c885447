package dev.leadlight.ingest.imports.shell;

import dev.leadlight.contracts.http.ProblemType;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.platform.problem.ProblemException;

/** A request's part of an import is not all done. Tells where the import stands now. */
final class ImportInterruptedException extends ProblemException {

  private static final long serialVersionUID = 1;

  private final transient ImportState state;

  ImportInterruptedException(ProblemType type, String detail, ImportState state) {
    super(type, "%s Import %s stands at offset %d.".formatted(detail, state.id(), state.offset()));
    this.state = state;
  }

  ImportState state() {
    return state;
  }
}
