package dev.leadlight.routing.connector.marketo;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Marketo's answers mean. Most errors come with status 200: of the call as {@code errors}, of
 * a record as its {@code reasons}.
 */
final class MarketoAnswers {

  private static final Duration PER_TWENTY_SECONDS = Duration.ofSeconds(20);
  private static final Duration CONCURRENCY = Duration.ofSeconds(1);
  private static final Duration QUEUE_FULL = Duration.ofMinutes(1);

  /** The daily quota starts again at midnight there. */
  private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");

  private static final Set<String> TOKEN = Set.of("601", "602");
  private static final Set<String> TRANSIENT =
      Set.of("502", "604", "608", "611", "614", "713", "719");

  /** No such data; exists already; not on the list; already in or past this status. */
  private static final Set<String> DONE = Set.of("702", "1005", "1015", "1037");

  /** Whether the token is not good any more. */
  static boolean wantsAnotherToken(HttpExchange reply) {
    return reply.status() == 401 || codes(reply).anyMatch(TOKEN::contains);
  }

  /** What a call with at most one record came to. */
  static Outcome outcome(HttpExchange reply, Instant now) {
    if (!reply.accepted()) {
      return reply.answer().outcome();
    }
    return worst(codes(reply), now).orElseGet(() -> answered(reply));
  }

  /** What a call came to, whatever became of its records. */
  static Outcome outcomeOfCall(HttpExchange reply, Instant now) {
    if (!reply.accepted()) {
      return reply.answer().outcome();
    }
    return worst(codes(reply.json(), "errors"), now).orElseGet(() -> answered(reply));
  }

  /** What one record of a call came to. */
  static Outcome outcomeOfRecord(Payload record, Instant now) {
    return worst(codes(record, "reasons"), now).orElse(Outcome.accepted());
  }

  private static Optional<Outcome> worst(Stream<String> codes, Instant now) {
    return codes
        .map(code -> outcome(code, now))
        .filter(outcome -> !outcome.equals(Outcome.accepted()))
        .findFirst();
  }

  /** An answer that can't be read, such as a proxy's page, is not one of Marketo's. */
  private static Outcome answered(HttpExchange reply) {
    return reply.json().has("success")
        ? Outcome.accepted()
        : Outcome.failed(Reason.DESTINATION_TROUBLE);
  }

  private static Stream<String> codes(HttpExchange reply) {
    Payload json = reply.json();
    return Stream.concat(
        codes(json, "errors"),
        json.objects("result").stream().flatMap(record -> codes(record, "reasons")));
  }

  private static Stream<String> codes(Payload json, String member) {
    return json.objects(member).stream().map(error -> error.textOr("code", ""));
  }

  private static Outcome outcome(String code, Instant now) {
    if (DONE.contains(code)) {
      return Outcome.accepted();
    }
    if (TRANSIENT.contains(code)) {
      return Outcome.failed(Reason.DESTINATION_TROUBLE);
    }
    return switch (code) {
      case "601", "602", "603" -> Outcome.refused(Reason.UNAUTHORIZED);
      case "606" -> new Outcome.Failed(Reason.THROTTLED, PER_TWENTY_SECONDS);
      case "607" -> new Outcome.Failed(Reason.THROTTLED, untilMidnight(now));
      case "615" -> new Outcome.Failed(Reason.THROTTLED, CONCURRENCY);
      case "1016", "1029" -> new Outcome.Failed(Reason.THROTTLED, QUEUE_FULL);
      case "610", "1013" -> Outcome.refused(Reason.NOT_FOUND);
      case "1007" -> Outcome.refused(Reason.AMBIGUOUS);
      default -> Outcome.refused(Reason.REJECTED);
    };
  }

  private static Duration untilMidnight(Instant now) {
    ZonedDateTime there = now.atZone(CENTRAL);
    return Duration.between(there, there.toLocalDate().plusDays(1).atStartOfDay(CENTRAL));
  }

  private MarketoAnswers() {}
}
