package dev.leadlight.ingest.imports.shell;

import java.io.IOException;

/** Nothing more comes from the sender, for a reason that lies outside the file. */
final class BrokenOffException extends IOException {

  /** Who or what broke it off. */
  enum Reason {
    CONNECTION_LOST("The connection broke."),
    SENDER_SILENT("Nothing came for too long."),
    STOPPING("The service is about to stop."),
    TAKEN_OVER("Another request continues or cancelled this import.");

    private final String detail;

    Reason(String detail) {
      this.detail = detail;
    }

    String detail() {
      return detail;
    }
  }

  private static final long serialVersionUID = 1;

  private final Reason reason;

  BrokenOffException(Reason reason) {
    super(reason.detail());
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
