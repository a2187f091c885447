package dev.leadlight.ingest.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblerTest {

  private static final Columns COLUMNS = Columns.of(List.of("Tx", "Who", "Amount", "At"));

  private static final Mapping GROUPED =
      mapping(
          Map.of(
              "id", Map.of("prefix", "t", "column", "tx"),
              "group", Map.of("by", "tx", "fields", List.of(number("/price", "amount"))),
              "fields",
                  List.of(
                      Map.of("to", "/event", "value", "POS Purchase"),
                      Map.of("to", "/userId", "column", "who"),
                      Map.of("to", "/properties/total", "sum", "amount"))));

  @Test
  void putsTheRowsOfATransactionTogetherThoughOthersStandBetween() {
    List<Item> items = all(GROUPED, "A,u,1.50", "B,v,2", "A,,3", "B,v,4");

    assertThat(items).hasSize(2);
    assertThat(fields(items.get(0)))
        .containsEntry("messageId", "t:till:A")
        .containsEntry("type", "track")
        .containsEntry("userId", "u")
        .containsEntry(
            "properties",
            Map.of(
                "total",
                new BigDecimal("4.50"),
                "products",
                List.of(
                    Map.of("price", new BigDecimal("1.50")),
                    Map.of("price", new BigDecimal("3")))));
    assertThat(items.get(0).place()).isEqualTo("#row=1");
  }

  @Test
  void givesTheSameMessagesFromEveryCut() {
    Random random = new Random(7);
    List<Row> file = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      // Neighbours now and then, a bad row now and then.
      String transaction = i % 97 == 0 ? "" : "T" + (i / 3 - random.nextInt(2));
      file.add(row(i + 1, transaction + ",u,1"));
    }
    List<Item> whole = new ArrayList<>();
    List<Cut> cuts = new ArrayList<>();
    List<Integer> done = new ArrayList<>();
    Assembler assembler = assembler(GROUPED, Cut.START);
    for (Row row : file) {
      whole.addAll(assembler.take(row));
      Cut cut = assembler.cut();
      if (cut != null && random.nextInt(200) == 0) {
        cuts.add(cut);
        done.add(whole.size());
      }
    }
    whole.addAll(assembler.finish());

    assertThat(cuts).hasSizeGreaterThan(5);
    for (int i = 0; i < cuts.size(); i++) {
      Assembler resumed = assembler(GROUPED, cuts.get(i));
      List<Item> rest = new ArrayList<>();
      for (Row row : file.subList((int) cuts.get(i).rows(), file.size())) {
        rest.addAll(resumed.take(row));
      }
      rest.addAll(resumed.finish());
      assertThat(rest).isEqualTo(whole.subList(done.get(i), whole.size()));
    }
  }

  @Test
  void holdsNoMoreThanItsWindow() {
    Assembler assembler = assembler(GROUPED, Cut.START);
    int out = 0;
    for (int i = 1; i <= 10_000; i++) {
      out += assembler.take(row(i, "T" + i + ",u,1")).size();
      assertThat(i - out).isLessThanOrEqualTo(Assembler.WINDOW);
    }
    // Long rows leave earlier.
    Assembler small = assembler(GROUPED, Cut.START);
    int left = 0;
    for (int i = 1; i <= 200; i++) {
      left += small.take(row(i, "T" + i + "," + "x".repeat(60_000) + ",1")).size();
    }
    assertThat(200 - left).isLessThan(80);
  }

  @Test
  void aTransactionOfMoreRowsThanTheWindowIsTwoMessagesOfTheSameId() {
    List<Item> items =
        all(GROUPED, Collections.nCopies(Assembler.WINDOW + 200, "T,u,1").toArray(String[]::new));

    assertThat(items)
        .extracting(item -> fields(item).get("messageId"))
        .containsExactly("t:till:T", "t:till:T");
  }

  @Test
  void refusesATransactionWithTheRowAndColumnAtFault() {
    List<Item> items = all(GROUPED, "A,u,1", "A,u,much", ",u,1");

    assertThat(items).hasSize(2);
    assertThat(requireNonNull(items.get(0).refusal()).reason())
        .isEqualTo(RejectionReason.UNREADABLE_VALUE);
    assertThat(requireNonNull(items.get(0).refusal()).pointer()).isEqualTo("/amount");
    assertThat(items.get(0).place()).isEqualTo("#row=2");
    assertThat(items.get(0).text(100)).isEqualTo("A,u,1\nA,u,much");
    assertThat(requireNonNull(items.get(1).refusal()).reason())
        .isEqualTo(RejectionReason.MISSING_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de-DE | 1.234,50 | 1234.50",
        "de-DE | 1234,5 | 1234.5",
        "de-DE | -1.234.567 | -1234567",
        "de-DE | 12,5 € | 12.5",
        "de-DE | 1234.50 | ",
        "en-US | 1,234.50 | 1234.50",
        "en-US | -$5.00 | -5.00",
        "en-US | 1,23 | ",
        "en-IN | 12,34,567.8 | 1234567.8",
        "fr-FR | 1 234,50 | 1234.50",
        "de-CH | 1’234.50 | 1234.50",
        " | 1234.50 | 1234.50",
        " | 1,234.50 | ",
        " | NaN | ",
        " | 1e3 | ",
        " | 0x10 | "
      })
  void readsNumbersAsTheLocaleSaysAndNeverGuesses(String locale, String cell, String number) {
    Map<String, Object> document = new HashMap<>(plain(number("/properties/n", "amount")));
    if (locale != null) {
      document.put("numbers", locale);
    }
    Item item = one(mapping(document), "\u0000" + cell + "\u0000\u0000");
    if (number == null) {
      assertThat(item.refusal()).isNotNull();
    } else {
      assertThat(fields(item).get("properties")).isEqualTo(Map.of("n", new BigDecimal(number)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-09-21T13:33:20Z, 2025-09-21T13:33:20Z",
    "2025-09-21 13:33:20 +0200, 2025-09-21T11:33:20Z",
    "2025-09-21T13:33:20.123+02:00, 2025-09-21T11:33:20.123Z",
    "2025-09-21 13:33:20 UTC, 2025-09-21T13:33:20Z",
    "2025-09-21 13:33, 2025-09-21T11:33:00Z",
    "2025-01-21T13:33:20, 2025-01-21T12:33:20Z",
    "2025-09-21, 2025-09-20T22:00:00Z",
    "21/09/2025, ",
    "2025-13-01, ",
    "1899-12-30 00:00:00, ",
    "yesterday, "
  })
  void readsTimesInTheZoneOfTheFile(String cell, String moment) {
    Map<String, Object> document =
        new HashMap<>(plain(Map.of("to", "/timestamp", "column", "amount", "as", "time")));
    document.put("timeZone", "Europe/Berlin");
    Item item = one(mapping(document), "\u0000" + cell + "\u0000\u0000");
    if (moment == null) {
      assertThat(item.refusal()).isNotNull();
    } else {
      assertThat(fields(item)).containsEntry("timestamp", moment);
    }
  }

  @Test
  void makesIdsOfTheImportAndTheRowWhereRowsHaveNone() {
    Item item = one(mapping(plain(number("/properties/n", "amount"))), "\u00001\u0000\u0000");
    assertThat(fields(item)).containsEntry("messageId", "import:i-1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmptyIdOfAMessageIsNone(String sent) {
    Row row = new Row(1, 0, 10, List.of(), Map.of("messageId", sent), ByteBuffer.allocate(9), null);

    List<Item> items =
        assembler(mapping(plain(number("/properties/n", "amount"))), Cut.START).take(row);

    assertThat(fields(items.get(0))).containsEntry("messageId", "import:i-1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void keepsSpreadsheetsFromRunningCells(String cell) {
    assertThat(CsvGuard.guarded(cell)).isEqualTo("'" + cell);
    assertThat(CsvGuard.guarded("plain" + cell)).isEqualTo("plain" + cell);
  }

  private static Map<String, Object> fields(Item item) {
    return new HashMap<>(requireNonNull(item.fields()));
  }

  private static Map<String, Object> plain(Map<String, ?> field) {
    return Map.of("fields", List.of(Map.of("to", "/event", "value", "POS Purchase"), field));
  }

  private static Map<String, ?> number(String to, String column) {
    return Map.of("to", to, "column", column, "as", "number");
  }

  private static Mapping mapping(Map<String, ?> document) {
    MappingReader.Reading reading = MappingReader.read(document);
    assertThat(reading.errors()).isEmpty();
    return requireNonNull(reading.mapping());
  }

  private static Assembler assembler(Mapping mapping, Cut cut) {
    return new Assembler(mapping, COLUMNS, "till", "i-1", cut);
  }

  private static Item one(Mapping mapping, String row) {
    Columns columns = Columns.of(List.of("tx", "amount", "who", "at"));
    Assembler assembler = new Assembler(mapping, columns, "till", "i-1", Cut.START);
    return assembler.take(rowOf(1, row, List.of(row.split("\u0000", -1)))).get(0);
  }

  private static List<Item> all(Mapping mapping, String... rows) {
    Assembler assembler = assembler(mapping, Cut.START);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      items.addAll(assembler.take(row(i + 1, rows[i])));
    }
    items.addAll(assembler.finish());
    return items;
  }

  private static Row row(long number, String text) {
    return rowOf(number, text, List.of(text.split(",", -1)));
  }

  private static Row rowOf(long number, String text, List<String> cells) {
    return new Row(
        number,
        (number - 1) * 10,
        number * 10,
        cells,
        null,
        ByteBuffer.wrap(text.getBytes(UTF_8)),
        null);
  }
}
