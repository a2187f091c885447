package dev.leadlight.contracts.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-21T13:33:22.123Z",
        "2024-02-29T23:59:59.999Z",
        "2026-02-29T12:00:00.000Z",
        "2026-02-31T12:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-13-01T12:00:00.000Z",
        "2026-00-10T12:00:00.000Z",
        "2026-01-01T12:60:00.000Z",
        "2026-01-01T12:00:60.000Z",
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00.000Z",
        "9999-12-31T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00.000Z",
        "2026-0a-01T12:00:00.000Z",
        "2026-01-01T12:00:00,000Z"
      })
  void whatJavaScriptWritesIsReadAsAnyOtherForm(String text) {
    String withMicros = text.substring(0, text.length() - 1) + "000Z";

    assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.parse(withMicros));
  }

  @Test
  void keepsMilliseconds() {
    assertThat(Timestamps.parse("2026-09-21T13:33:22.123Z"))
        .isEqualTo(Instant.ofEpochMilli(1_789_997_602_123L));
  }
}
