package dev.leadlight.feedback.kpi;

import dev.leadlight.contracts.http.Problem.Place;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** From a moment, which is inside, to a moment, which is not. */
public record Period(Instant from, Instant to) {

  static final Duration USUAL = Duration.ofDays(30);
  static final Duration LONGEST = Duration.ofDays(400);

  /** Before this there was no e-commerce to speak of; databases do not reach back for ever. */
  static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  /**
   * What came of reading the two parameters.
   *
   * @param period null when one of them is wrong
   * @param error which one is wrong and what is expected; null exactly when there is a period
   */
  public record Reading(@Nullable Period period, @Nullable Place error) {}

  /**
   * Reads a period as callers write it: instants with an offset, or dates. A date as {@code from}
   * is its first moment in UTC; as {@code to} it means that the whole day is inside. Without {@code
   * to} the period ends now, without {@code from} it is the usual 30 days long.
   */
  public static Reading parse(@Nullable String from, @Nullable String to, Instant now) {
    Instant end;
    try {
      end = to == null ? now : moment(to, 1);
    } catch (DateTimeException e) {
      return wrong("to", "write an ISO 8601 instant or date, such as 2026-11-30");
    }
    Instant start;
    try {
      start = from == null ? end.minus(USUAL) : moment(from, 0);
    } catch (DateTimeException e) {
      return wrong("from", "write an ISO 8601 instant or date, such as 2026-11-01");
    }
    return check(new Period(start, end), from != null, now);
  }

  private static Reading check(Period period, boolean fromGiven, Instant now) {
    if (!period.from.isBefore(now)) {
      return wrong(fromGiven ? "from" : "to", "the period lies in the future");
    }
    if (!period.from.isBefore(period.to)) {
      return wrong("from", "the period is inverted or empty: from must be before to");
    }
    if (period.from.isBefore(EARLIEST)) {
      return wrong(fromGiven ? "from" : "to", "the period begins before 1990");
    }
    if (Duration.between(period.from, period.to).compareTo(LONGEST) > 0) {
      return wrong("from", "the period is longer than " + LONGEST.toDays() + " days");
    }
    return new Reading(period, null);
  }

  private static Instant moment(String text, int daysLater) {
    String trimmed = text.strip();
    // In a query string an unescaped plus sign arrives as a space; no valid form holds one.
    return trimmed.indexOf('T') < 0
        ? LocalDate.parse(trimmed).plusDays(daysLater).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(trimmed.replace(' ', '+')).toInstant();
  }

  private static Reading wrong(String parameter, String message) {
    return new Reading(null, Place.parameter(parameter, message));
  }
}
