package dev.leadlight.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

  private record Moment(Instant at) {}

  @Test
  void readsAndWritesWhatTheFormatterDoes() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      long millis = (long) (random.nextDouble() * 253_402_300_799_000L);
      Instant moment =
          switch (i % 4) {
            case 0 -> Instant.ofEpochSecond(millis / 1000);
            case 1 -> Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000) * 1_000L);
            case 2 -> Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000_000));
            default -> Instant.ofEpochMilli(millis);
          };
      assertThat(UtcText.format(moment)).isEqualTo(moment.toString());
      assertThat(UtcText.parse(moment.toString())).isEqualTo(moment);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0044-03-15T12:00:00Z",
        "+10000-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0012-01-01T00:00:00.001Z",
        "1969-12-31T23:59:59.999Z"
      })
  void writesAnyYear(String text) {
    assertThat(UtcText.format(Instant.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00:00.1Z",
        "2026-03-01T10:00:00.Z",
        "2026-02-30T10:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01 10:00:00Z",
        "2026-03-01T10:00:00+01:00",
        "２026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.1234567890Z"
      })
  void leavesWhatIsLaidOutOtherwise(String text) {
    assertThat(UtcText.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-03-01T11:00:00+01:00\"",
        "\"2026-03-01T10:00:00.0Z\"",
        "1772359200",
        "1772359200.000"
      })
  void jsonMayHoldOtherTextOrNumbers(String json) throws IOException {
    assertThat(moment(json)).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @Test
  void jsonWithoutATimeIsRefused() {
    assertThatThrownBy(() -> moment("\"2026-02-30T10:00:00Z\"")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> moment("true")).isInstanceOf(IOException.class);
  }

  private static Instant moment(String json) throws IOException {
    byte[] bytes = "{\"at\":%s}".formatted(json).getBytes(StandardCharsets.UTF_8);
    return ContractJson.read(bytes, Moment.class).at();
  }
}
