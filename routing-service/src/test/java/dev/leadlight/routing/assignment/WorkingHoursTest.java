package dev.leadlight.routing.assignment;

import static dev.leadlight.routing.assignment.Reps.block;
import static dev.leadlight.routing.assignment.Reps.daily;
import static dev.leadlight.routing.assignment.Reps.office;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T08:00:00Z, true", // Monday, nine o'clock
    "2026-03-02T11:29:59Z, true",
    "2026-03-02T11:30:00Z, false", // lunch
    "2026-03-02T12:30:00Z, true",
    "2026-03-02T17:00:00Z, false",
    "2026-03-07T09:00:00Z, false", // Saturday
    "2026-06-01T07:00:00Z, true" // nine o'clock in summer
  })
  void opensByTheClockOnTheWall(Instant moment, boolean open) {
    assertThat(office("Europe/Berlin").isOpen(moment)).isEqualTo(open);
  }

  @Test
  void deadlineLeavesOutLunchNightsWeekendsAndHolidays() {
    WorkingHours office = office("Europe/Berlin");
    WorkingHours hours =
        new WorkingHours(
            office.zone(), office.week(), Set.of(LocalDate.parse("2026-03-09")), List.of());
    Instant fridayFive = Instant.parse("2026-03-06T16:00:00Z");

    assertThat(hours.plus(fridayFive, Duration.ofHours(1)))
        .contains(Instant.parse("2026-03-06T17:00:00Z"));
    assertThat(hours.plus(fridayFive, Duration.ofHours(5)))
        .contains(Instant.parse("2026-03-10T13:00:00Z"));
    assertThat(nextOpen(hours, Instant.parse("2026-03-06T17:00:00Z")))
        .contains(Instant.parse("2026-03-10T08:00:00Z"));
  }

  @Test
  void vacationIncludesItsFirstAndLastDay() {
    WorkingHours hours =
        new WorkingHours(
            office("Europe/Berlin").zone(),
            office("Europe/Berlin").week(),
            Set.of(),
            List.of(new Days(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"))));

    assertThat(nextOpen(hours, Instant.parse("2026-03-01T12:00:00Z")))
        .contains(Instant.parse("2026-03-04T08:00:00Z"));
    assertThat(hours.isDayOff(Instant.parse("2026-03-03T12:00:00Z"))).isTrue();
    assertThat(hours.isDayOff(Instant.parse("2026-03-04T12:00:00Z"))).isFalse();
  }

  @Test
  void whoNeverWorksHasNoDeadline() {
    WorkingHours never =
        new WorkingHours(WorkingHours.always().zone(), Map.of(), Set.of(), List.of());

    assertThat(never.plus(Instant.EPOCH, Duration.ofHours(1))).isEmpty();
    assertThat(nextOpen(never, Instant.EPOCH)).isEmpty();
  }

  /** Berlin skips 02:00 to 03:00 on 29 March 2026 and has it twice on 25 October. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 00:00, 00:00, PT23H",
    "2026-10-25, 00:00, 00:00, PT25H",
    "2026-03-29, 01:00, 02:30, PT1H",
    "2026-03-29, 02:30, 04:00, PT1H",
    "2026-03-29, 02:10, 02:50, PT0S",
    "2026-10-25, 01:00, 02:30, PT2H30M",
    "2026-10-25, 02:30, 04:00, PT2H30M",
    "2026-03-28, 22:00, 00:00, PT2H",
    "2026-10-24, 22:00, 00:00, PT2H"
  })
  void blockIsAsLongAsTheClockMakesIt(
      LocalDate day, LocalTime from, LocalTime to, Duration length) {
    WorkingHours hours = daily("Europe/Berlin", new Block(from, to));
    Instant start = day.atStartOfDay(hours.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(hours.zone()).toInstant();

    assertThat(hours.between(start, end)).isEqualTo(length);
  }

  /** Of blocks that meet in the repeated hour, none counts a moment twice. */
  @Test
  void repeatedHourIsWorkedOnce() {
    WorkingHours hours = daily("Europe/Berlin", block("01:00", "02:30"), block("02:30", "04:00"));
    Instant start = Instant.parse("2026-10-24T22:00:00Z");

    assertThat(hours.between(start, start.plus(DAY))).isEqualTo(Duration.ofHours(4));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T01:00:00Z",
    "Europe/Berlin, 2026-10-25T01:00:00Z",
    "America/New_York, 2026-03-08T07:00:00Z",
    "America/New_York, 2026-11-01T06:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T15:00:00Z",
    "Africa/Cairo, 2026-04-23T22:00:00Z"
  })
  void addingWorkingTimeAndMeasuringItAgreeAroundChangesOfTheClock(String zone, Instant change) {
    WorkingHours hours =
        daily(zone, block("00:30", "02:15"), block("02:40", "12:00"), block("13:00", "00:00"));
    Random random = new Random(change.getEpochSecond());
    for (int i = 0; i < 300; i++) {
      Instant from = change.minus(DAY).plusSeconds(random.nextInt(172_800));
      Duration working = Duration.ofSeconds(1 + random.nextInt(100_000));
      Instant to = hours.plus(from, working).orElseThrow();

      assertThat(hours.between(from, to)).isEqualTo(working);
      assertThat(hours.isOpen(to.minusNanos(1))).isTrue();
      assertThat(nextOpen(hours, from).orElseThrow()).isAfterOrEqualTo(from);
      assertThat(hours.isOpen(nextOpen(hours, from).orElseThrow())).isTrue();
      assertThat(hours.plus(from, working.plusSeconds(1)).orElseThrow()).isAfter(to);
    }
  }

  private static Optional<Instant> nextOpen(WorkingHours hours, Instant moment) {
    return hours.plus(moment, Duration.ZERO);
  }
}
