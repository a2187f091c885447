package dev.leadlight.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.delivery.QuietHours.Otherwise;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Half hours, a zone that changes at midnight, one that skipped a whole day. */
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/Havana",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "UTC");

  @ParameterizedTest
  @CsvSource({
    // plain nights and days
    "22:00, 07:00, 2026-01-15T20:59:59Z, 2026-01-15T20:59:59Z",
    "22:00, 07:00, 2026-01-15T21:00:00Z, 2026-01-16T06:00:00Z",
    "22:00, 07:00, 2026-01-16T05:59:00Z, 2026-01-16T06:00:00Z",
    "12:00, 13:30, 2026-01-15T11:00:00Z, 2026-01-15T12:30:00Z",
    // clocks go forward at 01:00 UTC: the night is an hour shorter, and 02:30 is not shown
    "22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "02:10, 02:50, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
    // clocks go back at 01:00 UTC: 02:30 is shown twice, and the hour before it is quiet twice
    "22:00, 02:30, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
    "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
    "02:10, 02:20, 2026-10-25T01:15:00Z, 2026-10-25T01:20:00Z"
  })
  void endByTheClockOnTheWall(LocalTime from, LocalTime to, Instant moment, Instant end) {
    assertThat(hours(from, to, "Europe/Berlin").endAfter(moment)).isEqualTo(end);
  }

  @Test
  void endAtTheFirstMomentThatIsNotQuietWhateverClocksDo() {
    Random random = new Random(20260302);
    for (int round = 0; round < 400; round++) {
      QuietHours quiet =
          hours(anyTime(random), anyTime(random), ZONES.get(random.nextInt(ZONES.size())));
      if (quiet.span().from().equals(quiet.span().to())) {
        continue;
      }
      Instant moment = nearAClockChange(quiet.zone(), random);
      Instant end = quiet.endAfter(moment);

      assertThat(quiet.contains(end)).as("%s from %s", quiet, moment).isFalse();
      for (Instant at = moment; at.isBefore(end); at = at.plus(MINUTE)) {
        assertThat(quiet.contains(at)).as("%s at %s", quiet, at).isTrue();
      }
    }
  }

  @Test
  void areReadBackFromTheirText() {
    QuietHours quiet = hours(LocalTime.of(22, 0), LocalTime.of(7, 30), "Europe/Berlin");

    assertThat(quiet.text()).isEqualTo("22:00 07:30 defer Europe/Berlin");
    assertThat(QuietHours.parse(quiet.text())).contains(quiet);
    assertThat(List.of("", "22:00 07:00 defer", "22:00 07:00 maybe UTC", "22 7 drop UTC"))
        .allSatisfy(text -> assertThat(QuietHours.parse(text)).isEmpty());
  }

  /** Within two days of a change of the clocks, where there is one, on a whole minute. */
  private static Instant nearAClockChange(ZoneId zone, Random random) {
    List<Instant> changes = new ArrayList<>(List.of(Instant.parse("2011-12-30T10:00:00Z")));
    Instant from = Instant.parse("2024-01-01T00:00:00Z");
    ZoneOffsetTransition next = zone.getRules().nextTransition(from);
    while (next != null && changes.size() < 8) {
      changes.add(next.getInstant());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes
        .get(random.nextInt(changes.size()))
        .plus(Duration.ofMinutes(random.nextInt(4 * 24 * 60) - 2 * 24 * 60));
  }

  private static LocalTime anyTime(Random random) {
    return LocalTime.of(random.nextInt(24), 10 * random.nextInt(6));
  }

  private static QuietHours hours(LocalTime from, LocalTime to, String zone) {
    return new QuietHours(new DaySpan(from, to), Otherwise.DEFER, ZoneId.of(zone));
  }
}
