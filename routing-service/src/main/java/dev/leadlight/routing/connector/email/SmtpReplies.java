package dev.leadlight.routing.connector.email;

import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;

/** What an SMTP reply means (RFC 5321, section 4.2.1). */
public final class SmtpReplies {

  private static final int AUTHENTICATION_REQUIRED = 530;
  private static final int AUTHENTICATION_FAILED = 535;

  /** Classifies the reply that ended a conversation. */
  public static Outcome classify(int code) {
    if (code == AUTHENTICATION_REQUIRED || code == AUTHENTICATION_FAILED) {
      return Outcome.refused(Reason.UNAUTHORIZED);
    }
    return code >= 500 && code < 600
        ? Outcome.refused(Reason.REJECTED)
        : Outcome.failed(Reason.DESTINATION_TROUBLE);
  }

  private SmtpReplies() {}
}
