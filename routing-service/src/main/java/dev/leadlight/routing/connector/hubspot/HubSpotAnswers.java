package dev.leadlight.routing.connector.hubspot;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpAnswers;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Pattern;

/** What HubSpot's answers mean. */
final class HubSpotAnswers {

  private static final int MULTI_STATUS = 207;
  private static final Duration LOCKED = Duration.ofSeconds(2);
  private static final Duration ROLLING = Duration.ofSeconds(10);
  private static final Duration SECONDLY = Duration.ofSeconds(1);
  private static final Pattern UNKNOWN_PROPERTY =
      Pattern.compile(
          "PROPERTY_DOESNT_EXIST|propert(?:y|ies)\\b.{0,200}(?:does ?n[o']t|do ?n[o']t) exist",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Whether all of the call was done; a batch of one may fail with 207. */
  static boolean isDone(HttpExchange reply) {
    return reply.accepted()
        && (reply.status() != MULTI_STATUS || reply.json().objects("errors").isEmpty());
  }

  /** The deliveries that an error within 207 is about. */
  static List<String> refused(Payload error) {
    return error.object("context").fields().get(HubSpotRequests.TRACE) instanceof List<?> traces
        ? traces.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Whether a property that we use is missing in the account. */
  static boolean lacksProperty(HttpExchange reply) {
    return (reply.status() == 400 || reply.status() == MULTI_STATUS)
        && UNKNOWN_PROPERTY.matcher(reply.body()).find();
  }

  /**
   * What a call came to.
   *
   * @param zone of the account
   */
  static Outcome outcome(HttpExchange reply, Instant now, ZoneId zone) {
    return switch (reply.status()) {
      case MULTI_STATUS -> isDone(reply) ? Outcome.accepted() : Outcome.refused(Reason.REJECTED);
      case 423 -> new Outcome.Failed(Reason.DESTINATION_TROUBLE, LOCKED);
      case 429 -> throttled(reply, now, zone);
      case 477 ->
          new Outcome.Failed(
              Reason.THROTTLED, HttpAnswers.pause(reply.header("retry-after").orElse(null), now));
      default -> reply.answer().outcome();
    };
  }

  private static Outcome throttled(HttpExchange reply, Instant now, ZoneId zone) {
    Duration pause =
        switch (reply.json().textOr("policyName", "")) {
          case "DAILY" -> untilMidnight(now, zone);
          case "SECONDLY" -> SECONDLY;
          default -> ROLLING;
        };
    return new Outcome.Failed(Reason.THROTTLED, pause);
  }

  private static Duration untilMidnight(Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    return Duration.between(here, here.toLocalDate().plusDays(1).atStartOfDay(zone));
  }

  private HubSpotAnswers() {}
}
