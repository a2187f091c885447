package dev.leadlight.routing.connector.dialogue.shell;

import dev.leadlight.routing.delivery.Answer;

/** A system lends us no token now, so there is nothing to call with. */
final class NotLetInException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  NotLetInException(Answer answer) {
    super("no token", null, false, false);
    this.answer = answer;
  }

  /** What it means for the delivery. */
  Answer answer() {
    return answer;
  }
}
