package dev.leadlight.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTimesTest {

  @ParameterizedTest
  @CsvSource({
    "hourly,                       2026-03-02T10:15:00Z, 2026-03-02T11:00:00Z",
    "hourly,                       2026-03-02T11:00:00Z, 2026-03-02T12:00:00Z",
    "daily 08:00 Europe/Berlin,    2026-03-02T06:59:59Z, 2026-03-02T07:00:00Z",
    "daily 08:00 Europe/Berlin,    2026-03-02T07:00:00Z, 2026-03-03T07:00:00Z",
    // Clocks are put forward on 29 March: half past two does not exist, eight is an hour earlier.
    "daily 02:30 Europe/Berlin,    2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "daily 08:00 Europe/Berlin,    2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
    // They are put back on 25 October: half past two comes twice, and the first time counts.
    "daily 02:30 Europe/Berlin,    2026-10-25T00:29:00Z, 2026-10-25T00:30:00Z",
    "daily 02:30 Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "daily 00:00 Pacific/Auckland, 2026-03-02T10:59:00Z, 2026-03-02T11:00:00Z"
  })
  void nextTimeIsAfterTheMoment(String times, Instant moment, Instant next) {
    assertThat(DigestTimes.parse(times).orElseThrow().after(moment)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hourly", "daily 08:00 Europe/Berlin", "daily 23:59 UTC"})
  void readsWhatItWrites(String text) {
    assertThat(DigestTimes.parse(text).map(DigestTimes::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "daily", "daily 08:00", "daily 25:00 UTC", "daily 08:00 Mars", "weekly"})
  void whatIsNeitherIsNone(String text) {
    assertThat(DigestTimes.parse(text)).isEmpty();
  }
}
