package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.ingest.imports.Assembler;
import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.imports.MappingReader;
import dev.leadlight.ingest.imports.Row;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.intake.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as tools and people leave them: each row counts as what it is, or is refused and told. */
class FilesAsExportedTest {

  private static final String TILL =
      "transaction_id;occurred_at;loyalty_id;quantity;line_total;currency\n";

  @Test
  void aTransactionWithARowThatIsNotCsvIsPutAsideWhole() throws IOException {
    List<Item> items =
        till(
            TILL
                + "T-1;2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n"
                + "T-1;2024-03-01T10:00:00Z;L-1;1;blue; with zip;5.00;EUR\n"
                + "T-2;2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n"
                + "\"T-2\";2024-03-01T10:00:00Z;\"L\"1;1;10.00;EUR\n"
                + "T-3;2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n");

    assertThat(items)
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("unreadable_row", "unreadable_row", "pos:till:T-3");
    assertThat(items.get(0).place()).isEqualTo("#row=2");
    assertThat(items.get(0).text(300)).contains("10.00;EUR\nT-1", "with zip");
    assertThat(items.get(1).place()).isEqualTo("#row=4");
  }

  @Test
  void aTransactionWithAReturnThatCannotBeReadIsPutAsideWhole() throws IOException {
    List<Item> items =
        till(
            TILL
                + "T-1;2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n"
                + "T-1;2024-03-01T10:00:00Z;L-1;-1;much;EUR\n");

    assertThat(items).extracting(FilesAsExportedTest::outcome).containsExactly("unreadable_value");
    assertThat(items.get(0).place()).isEqualTo("#row=2");
    assertThat(items.get(0).text(300)).contains("10.00;EUR\nT-1");
  }

  /** Taken for that of the sale and of the return, it would be nothing. */
  @Test
  void theTotalOfAReceiptIsNotThatOfItsReturnedLines() throws IOException {
    List<Item> items =
        till(
            """
            transaction_id;occurred_at;loyalty_id;quantity;total;currency;type
            T-1;2024-03-01T10:00:00Z;L-1;1;80.00;EUR;
            T-1;2024-03-01T10:00:00Z;L-1;-1;80.00;EUR;
            T-2;2024-03-01T10:00:00Z;L-1;-1;-20.00;EUR;
            T-3;2024-03-01T10:00:00Z;L-1;1;30.00;EUR;
            T-3;2024-03-01T10:00:00Z;L-1;1;30.00;EUR;void
            """);

    assertThat(items)
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("missing_value", "pos:till:T-2:return", "pos:till:T-3");
    assertThat(requireNonNull(items.get(0).refusal()).pointer()).isEqualTo("/line_total");
  }

  @Test
  void aSignThatCannotBeReadMakesNoSale() throws IOException {
    Map<String, Object> document = document("fields", event(), userId());
    document.put(
        "kinds",
        List.of(
            Map.of("column", "pieces", "below", 0, "event", "Order Refunded", "suffix", "back")));

    assertThat(read(document, "who;pieces\nu-1;1\nu-1;-1\nu-1;\u22121\nu-1;\n"))
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("import:i-1:1", "import:i-1:2:back", "unreadable_value", "import:i-1:4");
  }

  @Test
  void delimitersBehindTheLastCellAreNone() throws IOException {
    assertThat(till(TILL + "T-1;2024-03-01T10:00:00Z;L-1;1;10.00;EUR;;\n"))
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("pos:till:T-1");
  }

  /** As a spreadsheet shows a number of more than eleven digits, and then saves it. */
  @ParameterizedTest
  @ValueSource(strings = {"5.12346E+12", "5,12346E+12", "5E+12"})
  void aNumberThatASpreadsheetHasRoundedNamesNothing(String id) throws IOException {
    assertThat(till(TILL + "\"" + id + "\";2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n"))
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("rounded_id");
    List<Item> items = till(TILL + "T-1;2024-03-01T10:00:00Z;\"" + id + "\";1;10.00;EUR\n");
    assertThat(items).extracting(FilesAsExportedTest::outcome).containsExactly("rounded_id");
    assertThat(requireNonNull(items.get(0).refusal()).pointer()).isEqualTo("/loyalty_id");
  }

  @ParameterizedTest
  @CsvSource({"id, Beleg", "kinds, Art", "fields, who", "group, Beleg"})
  void aColumnThatTheFileLacksIsNamedWhateverItIsFor(String without, String name) {
    Map<String, Object> document = document("fields", event(), userId());
    Object unused =
        switch (without) {
          case "id" ->
              document.put("id", Map.of("prefix", "b", "columns", List.of("Beleg", "Bon")));
          case "group" -> document.put("group", Map.of("by", "Beleg"));
          case "kinds" ->
              document.put(
                  "kinds",
                  List.of(
                      Map.of("column", "Art", "in", List.of("r"), "event", "x", "suffix", "y")));
          default -> null;
        };
    assertThatThrownBy(() -> read(document, without.equals("fields") ? "a\n1\n" : "who\nu-1\n"))
        .isInstanceOf(FileFaultException.class)
        .hasMessageContaining("lacks")
        .hasMessageContaining(name);
  }

  @Test
  void rowsOfAKindThatIsOptionalMayBeAbsent() throws IOException {
    Map<String, Object> document = document("fields", event(), userId());
    document.put(
        "kinds",
        List.of(
            Map.of(
                "column",
                "Art",
                "in",
                List.of("r"),
                "event",
                "x",
                "suffix",
                "y",
                "optional",
                true)));
    assertThat(read(document, "who\nu-1\n"))
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly("import:i-1:1");
  }

  /** Exports of Square have amounts and no currency. */
  @Test
  void amountsWithoutACurrencyHaveThatOfTheImport() throws IOException {
    Map<String, Object> document =
        new LinkedHashMap<>(Presets.find("pos-transactions").orElseThrow());
    document.put("currency", "chf");
    List<Item> items =
        read(
            document,
            TILL
                + "T-1;2024-03-01T10:00:00Z;L-1;1;10.00;\n"
                + "T-2;2024-03-01T10:00:00Z;L-1;1;10.00;EUR\n");

    assertThat(items)
        .extracting(item -> Fields.object(requireNonNull(item.fields()).get("properties")))
        .extracting(properties -> (Object) properties.get("currency"))
        .containsExactly("CHF", "EUR");
  }

  @Test
  void aListOfMessagesIsNoFileOfLines() throws IOException {
    List<Item> items =
        read(Map.of(), Format.NDJSON, "[\n{\"userId\":\"u-1\"},\n7\n{\"userId\":\"u-1\"}\n]\n");

    assertThat(items)
        .extracting(FilesAsExportedTest::outcome)
        .containsExactly(
            "unreadable_line",
            "unreadable_line",
            "not_an_object",
            "import:i-1:4",
            "unreadable_line");
  }

  /** The export of a shop tells what was paid back for an order in all, whatever became of it. */
  @ParameterizedTest
  @CsvSource({
    "partially_refunded, '', 50.00, completed refunded:50.00",
    "paid, '', 0.00, completed",
    "paid, '', '', completed",
    "refunded, '', 154.90, refunded",
    "paid, 2025-09-22 09:00:00 +0200, 154.90, cancelled refunded:154.90",
    "partially_refunded, '', much, unreadable_value"
  })
  void whatWasPaidBackInPartIsToldBesideTheOrder(
      String status, String cancelledAt, String paidBack, String expected) throws IOException {
    List<Item> items =
        read(
            Presets.find("shopify-orders").orElseThrow(),
            """
            Name,Email,Financial Status,Currency,Total,Created at,Cancelled at,Id,Refunded Amount
            #1,ada@example.com,%s,EUR,154.90,2025-09-21 16:00:00 +0200,%s,17,%s
            """
                .formatted(status, cancelledAt, paidBack));

    assertThat(items)
        .extracting(item -> outcome(item).toString().replace("shopify:order:17:", ""))
        .containsExactly(expected.split(" "));
  }

  private static Map<String, Object> document(String name, Object... fields) {
    return new LinkedHashMap<>(Map.of(name, List.of(fields)));
  }

  private static Map<String, Object> event() {
    return Map.of("to", "/event", "value", "POS Purchase");
  }

  private static Map<String, Object> userId() {
    return Map.of("to", "/userId", "column", "who");
  }

  private static Object outcome(Item item) {
    return item.refusal() == null
        ? requireNonNull(requireNonNull(item.fields()).get("messageId"))
        : item.refusal().reason().code();
  }

  private static List<Item> till(String file) throws IOException {
    return read(Presets.find("pos-transactions").orElseThrow(), file);
  }

  private static List<Item> read(Map<String, Object> document, String file) throws IOException {
    return read(document, Format.CSV, file);
  }

  private static List<Item> read(Map<String, Object> document, Format format, String file)
      throws IOException {
    Mapping mapping =
        requireNonNull(
            MappingReader.read(document.isEmpty() ? document("fields", event()) : document)
                .mapping());
    ImportState state = States.started("i-1", "till", format, document, Instant.EPOCH);
    RowReader rows =
        new RowReader(new ByteArrayInputStream(file.getBytes(UTF_8)), state, mapping, false);
    Assembler assembler =
        new Assembler(mapping, rows.columns(), state.source(), state.id(), rows.cut());
    List<Item> items = new ArrayList<>();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      items.addAll(assembler.take(row));
    }
    items.addAll(assembler.finish());
    return items;
  }
}
