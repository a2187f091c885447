package dev.leadlight.feedback.kpi;

import dev.leadlight.contracts.http.Problem.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whole days of the shop's calendar.
 *
 * @param from the first moment, inside
 * @param to the first moment that is outside again
 * @param timeZone where the days begin
 */
public record Period(Instant from, Instant to, ZoneId timeZone) {

  static final int USUAL_DAYS = 30;
  static final int MOST_DAYS = 400;

  /** Before this there was no e-commerce to speak of; databases do not reach back for ever. */
  static final LocalDate EARLIEST = LocalDate.parse("1990-01-01");

  /** From a day to a day, both inside. */
  public static Period of(LocalDate first, LocalDate last, ZoneId zone) {
    return new Period(
        first.atStartOfDay(zone).toInstant(),
        last.plusDays(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  /**
   * What came of reading the parameters.
   *
   * @param period null when one of them is wrong
   * @param error which one is wrong and what is expected; null exactly when there is a period
   */
  public record Reading(@Nullable Period period, @Nullable Place error) {}

  /**
   * Reads a period as callers write it: dates, or instants with an offset, which stand for the days
   * that hold them; an instant that begins a day, as {@code to}, leaves that day out. Without
   * {@code to} the period ends with today, without {@code from} it has 30 days.
   *
   * @param timeZone that the caller takes for the shop's; null for whatever it is
   * @param shop the time zone that figures are kept by
   */
  public static Reading parse(
      @Nullable String from,
      @Nullable String to,
      @Nullable String timeZone,
      ZoneId shop,
      Instant now) {
    Place wrongZone = checkZone(timeZone, shop);
    if (wrongZone != null) {
      return new Reading(null, wrongZone);
    }
    LocalDate today = LocalDate.ofInstant(now, shop);
    LocalDate last;
    try {
      last = to == null ? today : day(to, shop, 1);
    } catch (DateTimeException e) {
      return wrong("to", "write an ISO 8601 date or instant, such as 2026-11-30");
    }
    LocalDate first;
    try {
      first = from == null ? last.minusDays(USUAL_DAYS - 1) : day(from, shop, 0);
    } catch (DateTimeException e) {
      return wrong("from", "write an ISO 8601 date or instant, such as 2026-11-01");
    }
    return check(first, last, from != null, today, shop);
  }

  private static @Nullable Place checkZone(@Nullable String timeZone, ZoneId shop) {
    try {
      if (timeZone == null || ZoneId.of(timeZone.strip()).equals(shop)) {
        return null;
      }
    } catch (DateTimeException e) {
      return Place.parameter("timeZone", "no time zone has this name; an example is Europe/Berlin");
    }
    return Place.parameter(
        "timeZone",
        "figures are kept by days of " + shop + " here; ask for days of that time zone");
  }

  private static Reading check(
      LocalDate first, LocalDate last, boolean fromGiven, LocalDate today, ZoneId shop) {
    if (first.isAfter(today)) {
      return wrong(fromGiven ? "from" : "to", "the period lies in the future");
    }
    if (first.isAfter(last)) {
      return wrong("from", "the period is inverted or empty: from must be before to");
    }
    if (first.isBefore(EARLIEST)) {
      return wrong(fromGiven ? "from" : "to", "the period begins before 1990");
    }
    if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
      return wrong("from", "the period is longer than " + MOST_DAYS + " days");
    }
    return new Reading(of(first, last, shop), null);
  }

  private static LocalDate day(String text, ZoneId shop, long nanosLess) {
    String trimmed = text.strip();
    // In a query string an unescaped plus sign arrives as a space; no valid form holds one.
    return trimmed.indexOf('T') < 0
        ? LocalDate.parse(trimmed)
        : LocalDate.ofInstant(
            OffsetDateTime.parse(trimmed.replace(' ', '+')).toInstant().minusNanos(nanosLess),
            shop);
  }

  private static Reading wrong(String parameter, String message) {
    return new Reading(null, Place.parameter(parameter, message));
  }

  /** The first day, inside. */
  public LocalDate firstDay() {
    return LocalDate.ofInstant(from, timeZone);
  }

  /** The last day, inside. */
  public LocalDate lastDay() {
    return LocalDate.ofInstant(to, timeZone).minusDays(1);
  }

  /** As many days, just before. */
  public Period before() {
    long days = ChronoUnit.DAYS.between(firstDay(), lastDay()) + 1;
    return of(firstDay().minusDays(days), firstDay().minusDays(1), timeZone);
  }
}
