package dev.leadlight.local.simulator;

import java.io.IOException;
import java.io.Serial;

/** The API will not take this request, however often it is sent. */
public final class RefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
