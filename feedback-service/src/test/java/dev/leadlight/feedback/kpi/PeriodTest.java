package dev.leadlight.feedback.kpi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void isTheLastThirtyDaysUnlessSaidOtherwise() {
    assertThat(read(null, null)).isEqualTo(period("2026-10-23", "2026-11-21"));
  }

  @Test
  void holdsTheWholeDayThatADateNames() {
    assertThat(read("2026-11-01", "2026-11-20")).isEqualTo(period("2026-11-01", "2026-11-20"));
    assertThat(read("2026-11-21", "2026-11-21")).isEqualTo(period("2026-11-21", "2026-11-21"));
  }

  @Test
  void takesAnInstantForTheDayThatHoldsItAndLeavesOutADayThatItOnlyTouches() {
    assertThat(read("2026-11-01T23:59:59Z", "2026-11-02T00:00:01Z"))
        .isEqualTo(period("2026-11-01", "2026-11-02"));
    assertThat(read("2026-11-01T01:00:00+01:00", "2026-11-02T00:00:00Z"))
        .isEqualTo(period("2026-11-01", "2026-11-01"));
  }

  @Test
  void takesThePlusSignThatAQueryStringTurnedIntoASpace() {
    assertThat(read("2026-11-01T01:00:00 01:00", "2026-11-02"))
        .isEqualTo(period("2026-11-01", "2026-11-02"));
  }

  @Test
  void mayEndInTheFutureAndBeFourHundredDaysLong() {
    assertThat(read("2026-11-20", "2027-11-20")).isNotNull();
    assertThat(read("2025-01-01T00:00:00Z", "2026-02-05T00:00:00Z")).isNotNull();
  }

  @Test
  void hasTheDaysOfTheShop() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    Period day = Period.parse("2026-03-29", "2026-03-29", "Europe/Berlin", berlin, NOW).period();

    // On this day the clocks go forward, and it has 23 hours.
    assertThat(requireNonNull(day).from()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(day.to()).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
    assertThat(day.firstDay()).isEqualTo(LocalDate.parse("2026-03-29"));
    assertThat(day.lastDay()).isEqualTo(LocalDate.parse("2026-03-29"));
  }

  @Test
  void followsOnAPeriodOfAsManyDays() {
    assertThat(period("2026-03-01", "2026-03-31").before())
        .isEqualTo(period("2026-01-29", "2026-02-28"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "Mars", ""})
  void isRefusedInAnotherTimeZone(String zone) {
    Period.Reading reading = Period.parse("2026-11-01", null, zone, ZoneOffset.UTC, NOW);

    assertThat(reading.period()).isNull();
    assertThat(reading.error()).extracting(Place::parameter).isEqualTo("timeZone");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "yesterday, -, from",
        "2026-13-01, -, from",
        "2026-11-01T10:00:00, -, from",
        "'', -, from",
        "-, tomorrow, to",
        "2026-11-02, 2026-10-31, from",
        "2026-11-02T00:00:00Z, 2026-11-02T00:00:00Z, from",
        "2025-01-01T00:00:00Z, 2026-02-05T00:00:01Z, from",
        "2027-01-01, 2027-02-01, from",
        "2026-11-22T00:00:00Z, -, from",
        "-, 2027-02-01, to",
        "1969-01-01, 1969-02-01, from",
        "-, 1969-02-01, to",
        "-999999999-01-01, -, from",
        "-, +999999999-12-31, to",
      })
  void isRefusedWithTheNameOfTheWrongParameter(
      @Nullable String from, @Nullable String to, String wrong) {
    Period.Reading reading = Period.parse(from, to, null, ZoneOffset.UTC, NOW);

    assertThat(reading.period()).isNull();
    assertThat(reading.error()).extracting(Place::parameter).isEqualTo(wrong);
  }

  private static @Nullable Period read(@Nullable String from, @Nullable String to) {
    return Period.parse(from, to, null, ZoneOffset.UTC, NOW).period();
  }

  private static Period period(String from, String to) {
    return Period.of(LocalDate.parse(from), LocalDate.parse(to), ZoneOffset.UTC);
  }
}
