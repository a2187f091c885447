package dev.leadlight.local.infrastructure;

import java.io.Serial;

/** A server could not be started; the message is one sentence for the person at the terminal. */
public final class ServerStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ServerStartException(String message) {
    super(message);
  }

  public ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
