package dev.leadlight.routing.connector.salesforce;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpAnswers;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Salesforce's answers mean: by the status and the code of the first error. */
final class SalesforceAnswers {

  /** The limit is counted over 24 hours, so it doesn't pass in a minute. */
  private static final Duration LIMIT_PAUSE = Duration.ofMinutes(15);

  private static final Set<String> TRANSIENT =
      Set.of("UNABLE_TO_LOCK_ROW", "UNKNOWN_EXCEPTION", "SERVER_UNAVAILABLE");
  private static final Set<String> FOR_A_HUMAN = Set.of("DUPLICATES_DETECTED", "DUPLICATE_VALUE");

  static Outcome outcome(HttpExchange reply, Instant now) {
    return outcome(
        reply.status(), firstError(reply), reply.header("retry-after").orElse(null), now);
  }

  /**
   * What a call, or a part of a composite one, came to.
   *
   * @param error the first of its errors
   */
  static Outcome outcome(int status, Payload error, @Nullable String retryAfter, Instant now) {
    String code = code(error);
    if (status == 300 || FOR_A_HUMAN.contains(code)) {
      return Outcome.refused(Reason.AMBIGUOUS);
    }
    if (code.equals("REQUEST_LIMIT_EXCEEDED")) {
      return new Outcome.Failed(Reason.THROTTLED, LIMIT_PAUSE);
    }
    if (status == 503 || code.equals("SERVER_UNAVAILABLE")) {
      return new Outcome.Failed(Reason.THROTTLED, HttpAnswers.pause(retryAfter, now));
    }
    return isTransient(code, error)
        ? Outcome.failed(Reason.DESTINATION_TROUBLE)
        : HttpAnswers.classify(status, retryAfter, now);
  }

  /** What one record of a collection came to; the status of the whole says nothing about it. */
  static Outcome ofRecord(Payload record) {
    Payload error = record.first("errors");
    String code = error.textOr("statusCode", "");
    if (record.isTrue("success") || code.equals("ENTITY_IS_DELETED")) {
      return Outcome.accepted();
    }
    return isTransient(code, error)
        ? Outcome.failed(Reason.DESTINATION_TROUBLE)
        : Outcome.refused(Reason.REJECTED);
  }

  /** Errors come as a list. */
  static Payload firstError(HttpExchange reply) {
    return reply.list().stream().findFirst().orElse(Payload.of(null));
  }

  static String code(Payload error) {
    return error.textOr("errorCode", "");
  }

  private static boolean isTransient(String code, Payload error) {
    String message = error.textOr("message", "");
    return TRANSIENT.contains(code)
        || (code.equals("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")
            && (message.contains("UNABLE_TO_LOCK_ROW")
                || message.contains("Too many SOQL queries")));
  }

  private SalesforceAnswers() {}
}
