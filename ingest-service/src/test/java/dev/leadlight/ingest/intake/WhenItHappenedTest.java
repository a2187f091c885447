package dev.leadlight.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it happened, by our clock, however the device's goes and however the time is written. */
class WhenItHappenedTest extends ShopMessages {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "clock 3 h fast,              2026-09-21T13:00:00Z,      2026-09-21T13:05:00Z, 2026-09-21T10:00:00Z",
    "clock a day slow,            2026-09-20T10:00:00Z,      2026-09-20T10:05:00Z, 2026-09-21T10:00:00Z",
    "no sentAt,                   2026-09-21T09:59:00Z,      ,                     2026-09-21T09:59:00Z",
    "no timestamp,                ,                          2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "neither,                     ,                          ,                     2026-09-21T10:05:00Z",
    "sentAt unreadable,           2026-09-21T09:00:00Z,      soon,                 2026-09-21T09:00:00Z",
    "timestamp unreadable,        yesterday,                 2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "in the future,               2026-09-22T00:00:00Z,      ,                     2026-09-21T10:05:00Z",
    "done after it was sent,      2026-09-21T10:06:00Z,      2026-09-21T10:00:00Z, 2026-09-21T10:05:00Z",
    "import of history,           2025-08-17T10:05:00Z,      2026-09-21T10:05:00Z, 2025-08-17T10:05:00Z",
    "an offset,                   2026-09-21T12:00:00+02:00, ,                     2026-09-21T10:00:00Z",
    "an offset without colon,     2026-09-21T12:00:00.5+0200,,                     2026-09-21T10:00:00.500Z",
    "nanoseconds,                 2026-09-21T10:00:00.123456789Z,,                 2026-09-21T10:00:00.123456789Z",
    "no zone,                     2026-09-21T10:00:00,       ,                     2026-09-21T10:00:00Z",
    "a blank for the T,           2026-09-21 10:00:00Z,      ,                     2026-09-21T10:00:00Z",
    "a date,                      2026-09-21,                ,                     2026-09-21T00:00:00Z",
    "epoch seconds as text,       1789984800,                ,                     2026-09-21T10:00:00Z",
    "epoch milliseconds as text,  1789984800123,             ,                     2026-09-21T10:00:00.123Z",
    "year 10000,                  +10000-01-01T00:00:00Z,    ,                     2026-09-21T10:05:00Z",
    "before 1970,                 1969-12-31T23:59:59Z,      ,                     2026-09-21T10:05:00Z",
    "a fantastic sentAt,          2026-09-21T10:00:00Z,      9999-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void correctsTheClockOfTheDevice(
      String name, @Nullable String timestamp, @Nullable String sentAt, Instant expected) {
    Map<String, Object> message = view();
    message.put("timestamp", timestamp);
    message.put("sentAt", sentAt);

    assertThat(event(message).occurredAt()).isEqualTo(expected);
  }

  @Test
  void readsEpochNumbers() {
    for (Object sent :
        List.of(1789984800, 1789984800000L, new BigDecimal("1789984800.0"), "1789984800.000")) {
      assertThat(event(with("timestamp", sent)).occurredAt())
          .isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));
    }
    for (Object sent : List.of(-1, new BigDecimal("1e300"), true, List.of())) {
      assertThat(event(with("timestamp", sent)).occurredAt()).isEqualTo(T0);
    }
  }

  @Test
  void aGivenTimestampWinsOverTheOriginalOne() {
    Map<String, Object> message = with("originalTimestamp", "2026-09-21T10:00:00Z");
    assertThat(event(message).occurredAt()).isEqualTo(Instant.parse("2026-09-21T10:00:00Z"));

    message.put("timestamp", "2026-09-20T10:00:00Z");
    assertThat(event(message).occurredAt()).isEqualTo(Instant.parse("2026-09-20T10:00:00Z"));
  }
}
