package dev.leadlight.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ann", "Ann \ud83d\ude00", "\ud83d\ude00\ud83d\ude00", "\\u0000", "\t"})
  void whatCanBeKeptStays(String text) {
    assertThat(StorableText.fits(text)).isTrue();
    assertThat(StorableText.of(text)).isEqualTo(text);
    assertThat(StorableText.json(List.of(text)))
        .isEqualTo(new String(ContractJson.write(List.of(text)), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\ud83db", "a\ude00b"})
  void whatCannotBeKeptIsReplaced(String text) {
    assertThat(StorableText.fits(text)).isFalse();
    assertThat(StorableText.of(text)).isEqualTo("a\ufffdb");
    assertThat(StorableText.json(Map.of(text, text))).isEqualTo("{\"a\ufffdb\":\"a\ufffdb\"}");
  }

  @Test
  void backslashesInFrontOfAnEscapeStay() {
    assertThat(StorableText.json(List.of("\\\u0000\u0000", "\\\\u0000\ud83d")))
        .isEqualTo("[\"\\\\\ufffd\ufffd\",\"\\\\\\\\u0000\ufffd\"]");
  }

  @ParameterizedTest
  @CsvSource({"1, a", "2, a", "3, a\ud83d\ude00", "4, a\ud83d\ude00b", "9, a\ud83d\ude00b"})
  void isCutBetweenCharacters(int longest, String cut) {
    assertThat(StorableText.shortened("a\ud83d\ude00b", longest)).isEqualTo(cut);
  }
}
