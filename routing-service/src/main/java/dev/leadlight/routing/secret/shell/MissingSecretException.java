package dev.leadlight.routing.secret.shell;

/** A secret isn't where its reference points to. The message shows the reference. */
public final class MissingSecretException extends RuntimeException {

  MissingSecretException(String message) {
    super(message, null, false, false);
  }
}
