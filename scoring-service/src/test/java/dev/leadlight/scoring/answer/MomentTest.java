package dev.leadlight.scoring.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

  @Test
  void isReadAsPeopleAndProgramsWriteIt() {
    Instant moment = Instant.parse("2026-11-20T10:00:00Z");
    assertThat(Moment.parse("2026-11-20T10:00:00Z")).contains(moment);
    assertThat(Moment.parse("2026-11-20T11:00:00 01:00")).contains(moment);
    assertThat(Moment.parse(" 1795168800000 ")).contains(moment);
    assertThat(Moment.parse("-1")).contains(Instant.ofEpochMilli(-1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2026-11-20",
        "2026-11-20T10:00:00",
        "1234567890123456",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z"
      })
  void isNoneThatNobodyCouldMean(String text) {
    assertThat(Moment.parse(text)).isEmpty();
  }
}
