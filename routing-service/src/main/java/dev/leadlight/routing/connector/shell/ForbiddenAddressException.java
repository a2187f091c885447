package dev.leadlight.routing.connector.shell;

/** An address that must not be called, and why. */
final class ForbiddenAddressException extends RuntimeException {

  ForbiddenAddressException(String message) {
    super(message, null, false, false);
  }
}
