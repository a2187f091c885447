package dev.leadlight.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slips by which all of a file would be read, and read wrong. */
@NullUnmarked // a missing value fails the test
class MappingMistakesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd.MM.yyyy hh:mm", // midnight of every morning
        "dd.mm.yyyy",
        "YYYY-MM-dd",
        "dd.MM. HH:mm",
        "HH:mm",
        "nonsense"
      })
  void aPatternThatTellsNoMomentIsNone(String pattern) {
    assertThat(errors(Map.of("pattern", pattern, "as", "time")))
        .containsExactly("/fields/1/pattern");
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm, 21.09.2025 14:05, 2025-09-21T14:05:00Z",
    "dd.MM.yyyy, 21.09.2025, 2025-09-21T00:00:00Z",
    "M/d/yy h:mm a, 9/21/25 2:05 pm, 2025-09-21T14:05:00Z",
    "M/d/yyyy h:mm:ss a, 9/1/2025 12:05:09 AM, 2025-09-01T00:05:09Z",
    "'d MMM yyyy, HH:mm', '1 Sep 2025, 08:00', 2025-09-01T08:00:00Z",
    "yyyyMMddHHmmss, 20250921140509, 2025-09-21T14:05:09Z",
    "yyyy-MM-dd HH:mm:ss.SSS, 2025-09-21 14:05:09.250, 2025-09-21T14:05:09.250Z",
    "yyyy-MM-dd HH:mm:ss xx, 2025-09-21 14:05:09 +0200, 2025-09-21T12:05:09Z",
    "yyyy-MM-dd HH:mm:ss z, 2025-09-21 14:05:09 CEST, 2025-09-21T12:05:09Z",
    "'''day ''dd.MM.yyyy', day 21.09.2025, 2025-09-21T00:00:00Z",
    "dd.MM.yyyy, 31.02.2025, ",
    "dd.MM.yyyy, 29.02.2025, ",
    ", 2025-02-30, ",
    ", 2024-02-29, 2024-02-29T00:00:00Z"
  })
  void aDayThatThereIsNotIsNotTheDayBefore(String pattern, String cell, String moment) {
    Map<String, Object> field =
        pattern == null ? Map.of("as", "time") : Map.of("as", "time", "pattern", pattern);

    assertThat(read(field, Map.of(), cell)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"german", "us", "xx-YY", "de_DE"})
  void aLanguageThatNobodySpeaksWritesNoNumbers(String numbers) {
    MappingReader.Reading reading =
        MappingReader.read(document(Map.of(), Map.of("numbers", numbers)));

    assertThat(reading.errors()).extracting(error -> error.pointer()).containsExactly("/numbers");
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE, '0.125', ",
    "de-DE, '0,125', 0.125",
    "de-DE, '-1.250', -1250",
    "de-DE, '12,50\u00a0€', 12.50",
    "fr-FR, '1\u202f234,50\u202f€', 1234.50",
    "en-US, '0,125', "
  })
  void aNumberIsReadAsItsLanguageWritesItOrNotAtAll(String numbers, String cell, String number) {
    Object read = read(Map.of("as", "number"), Map.of("numbers", numbers), cell);

    assertThat(read == null ? null : read.toString()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Euro", "$", "EURO"})
  void aCurrencyIsACode(String currency) {
    MappingReader.Reading reading =
        MappingReader.read(document(Map.of(), Map.of("currency", currency)));

    assertThat(reading.errors()).extracting(error -> error.pointer()).containsExactly("/currency");
  }

  private static List<String> errors(Map<String, Object> field) {
    return MappingReader.read(document(field, Map.of())).errors().stream()
        .map(error -> String.valueOf(error.pointer()))
        .toList();
  }

  /** What stands at /properties/x of a row with that cell; null if the row is refused. */
  private static Object read(Map<String, Object> field, Map<String, Object> settings, String cell) {
    Mapping mapping = MappingReader.read(document(field, settings)).mapping();
    Assembler assembler =
        new Assembler(mapping, Columns.of(List.of("x")), "till", "i-1", Cut.START);
    ByteBuffer raw = ByteBuffer.wrap(cell.getBytes(UTF_8));
    Map<String, ?> fields =
        assembler.take(new Row(1, 0, 9, List.of(cell), null, raw, null)).get(0).fields();
    return fields == null ? null : ((Map<?, ?>) fields.get("properties")).get("x");
  }

  private static Map<String, Object> document(
      Map<String, Object> field, Map<String, Object> settings) {
    Map<String, Object> x = new HashMap<>(field);
    x.put("to", "/properties/x");
    x.put("column", "x");
    Map<String, Object> document = new HashMap<>(settings);
    document.put("fields", List.of(Map.of("to", "/event", "value", "POS Purchase"), x));
    return document;
  }
}
