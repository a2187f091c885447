package dev.leadlight.routing.connector;

import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means when its system says nothing better (RFC 9110, RFC 6585). */
public final class HttpAnswers {

  /**
   * Classifies an answer.
   *
   * @param retryAfter the header, seconds or HTTP-date; nonsense is ignored
   */
  public static Outcome classify(int status, @Nullable String retryAfter, Instant now) {
    if (status >= 200 && status < 300) {
      return Outcome.accepted();
    }
    return switch (status) {
      case 429 -> new Outcome.Failed(Reason.THROTTLED, pause(retryAfter, now));
      case 503 ->
          new Outcome.Failed(
              retryAfter == null ? Reason.DESTINATION_TROUBLE : Reason.THROTTLED,
              pause(retryAfter, now));
      case 408, 425 -> Outcome.failed(Reason.DESTINATION_TROUBLE);
      case 401, 403, 407 -> Outcome.refused(Reason.UNAUTHORIZED);
      case 404 -> Outcome.refused(Reason.NOT_FOUND);
      case 410 -> Outcome.refused(Reason.GONE);
      default -> byClass(status);
    };
  }

  private static Outcome byClass(int status) {
    return switch (status / 100) {
      case 3 -> Outcome.refused(Reason.REDIRECTED);
      case 4 -> Outcome.refused(Reason.REJECTED);
      default -> Outcome.failed(Reason.DESTINATION_TROUBLE);
    };
  }

  /** What the header asks for; null if it asks for nothing that can be understood. */
  public static @Nullable Duration pause(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String value = retryAfter.strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : null;
    } catch (DateTimeParseException notADate) {
      return null;
    }
  }

  private HttpAnswers() {}
}
