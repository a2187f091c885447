package dev.leadlight.ingest.imports.shell;

import java.io.IOException;

/** The file itself cannot be read on. The message tells its sender why, without personal data. */
final class FileFaultException extends IOException {

  private static final long serialVersionUID = 1;

  private final String detail;

  FileFaultException(String detail) {
    super(detail);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
