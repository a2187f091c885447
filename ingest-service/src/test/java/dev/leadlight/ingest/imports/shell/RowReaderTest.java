package dev.leadlight.ingest.imports.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.ingest.imports.Cut;
import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.imports.MappingReader;
import dev.leadlight.ingest.imports.Row;
import dev.leadlight.ingest.imports.States;
import dev.leadlight.ingest.imports.States.Tally;
import dev.leadlight.ingest.intake.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

  private static final Mapping ANY =
      requireNonNull(
          MappingReader.read(Map.of("fields", List.of(Map.of("to", "/event", "column", "a"))))
              .mapping());

  private static final ImportState NEW =
      States.started("i", "shop", Format.CSV, Map.of(), Instant.EPOCH);

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheDelimiterInTheHeader(String delimiter) throws IOException {
    List<Row> rows = rows("a,b,c\n1,2,\n".replace(",", delimiter));
    assertThat(rows).singleElement().satisfies(row -> assertThat(row.cells()).startsWith("1", "2"));
  }

  @Test
  void readsQuotesAsRfc4180Does() throws IOException {
    List<Row> rows =
        rows("\ufeffa,b\r\n\"x, \"\"y\"\"\",\"line 1\nline 2\"\r\n5\" pipe,\"\"\n\n  last,\u00e4");
    assertThat(rows)
        .extracting(Row::cells)
        .containsExactly(
            List.of("x, \"y\"", "line 1\nline 2"),
            List.of("5\" pipe", ""),
            List.of("  last", "\u00e4"));
    assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
  }

  @Test
  void refusesARowAloneThatIsNotCsv() throws IOException {
    List<Row> rows = rows("a,b\n1,2,3\n\"x\"y,2\n1,2\n");
    assertThat(rows)
        .extracting(Row::fault)
        .containsExactly(RejectionReason.UNREADABLE_ROW, RejectionReason.UNREADABLE_ROW, null);
  }

  @Test
  void namesTheColumnsThatAreMissingOrThereTwice() {
    assertThatThrownBy(() -> rows("b;c\n1;2\n"))
        .isInstanceOf(FileFaultException.class)
        .hasMessageContaining("lacks")
        .hasMessageContaining(": a.");
    assertThatThrownBy(() -> rows("a;b;A\n1;2;3\n")).hasMessageContaining("has twice");
  }

  @Test
  void refusesWhatIsNotUtf8AndRowsWithoutEnd() {
    byte[] latin = "a\n\u00e4\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> rows(new ByteArrayInputStream(latin), NEW, false))
        .hasMessageContaining("Row 1 at offset 2 is not UTF-8");
    assertThatThrownBy(() -> rows("a\n\"" + "x\n".repeat(60_000)))
        .hasMessageContaining("longer than");
  }

  @ParameterizedTest
  @ValueSource(ints = {70_000, 200_000, 1_000_000})
  void refusesALineAloneThatIsTooLong(int length) throws IOException {
    ImportState lines = States.started("i", "shop", Format.NDJSON, Map.of(), Instant.EPOCH);
    String file = "{\"a\":1}\n{\"a\":\"" + "x".repeat(length) + "\"}\r\n{\"a\":3}\n";

    List<Row> rows = rows(new Trickle(file.getBytes(UTF_8), new Random(3)), lines, false);

    assertThat(rows).usingRecursiveComparison().isEqualTo(rows(in(file), lines, false));
    assertThat(rows)
        .extracting(Row::fault)
        .containsExactly(null, RejectionReason.MESSAGE_TOO_LARGE, null);
    assertThat(rows.get(1).raw().remaining()).isEqualTo(RowSplitter.LONGEST_ROW);
    assertThat(rows.get(2).start()).isEqualTo(rows.get(1).end()).isEqualTo(length + 18L);
    assertThat(rows.get(2).message()).isEqualTo(Map.of("a", 3));
  }

  @Test
  void leavesACutOffRowForTheNextPart() throws IOException {
    assertThat(rows(in("a,b\n1,2\n3,"), NEW, true)).hasSize(1);
    assertThat(rows(in("a,b\n1,2\n3,"), NEW, false)).hasSize(2);
  }

  @Test
  void readsTheSameRowsFromAnyOffsetAndInAnyPieces() throws IOException {
    Random random = new Random(42);
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 500; i++) {
      text.append(cell(random)).append(',').append(cell(random));
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    byte[] file = text.toString().getBytes(UTF_8);
    List<Row> all = rows(new ByteArrayInputStream(file), NEW, false);
    assertThat(all).hasSizeGreaterThan(400);

    for (int i = 0; i < all.size(); i += 37) {
      Row last = all.get(i);
      ImportState state =
          States.advanced(
              NEW,
              new Cut(last.end(), last.number()),
              new Tally(0, 0, 0),
              List.of("a", "b"),
              ",",
              Instant.EPOCH);
      byte[] rest = Arrays.copyOfRange(file, (int) last.end(), file.length);
      assertThat(rows(new Trickle(rest, random), state, false))
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  private static String cell(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "\"a\nb\"";
      case 1 -> "\"say \"\"\u00e4\"\", please\"";
      case 2 -> "x".repeat(random.nextInt(3_000));
      case 3 -> "\"\r\n\"";
      default -> "plain" + random.nextInt();
    };
  }

  private static List<Row> rows(String file) throws IOException {
    return rows(in(file), NEW, false);
  }

  private static InputStream in(String file) {
    return new ByteArrayInputStream(file.getBytes(UTF_8));
  }

  private static List<Row> rows(InputStream in, ImportState state, boolean partial)
      throws IOException {
    RowReader reader = new RowReader(in, state, ANY, partial);
    reader.columns();
    List<Row> rows = new ArrayList<>();
    for (Row row = reader.next(); row != null; row = reader.next()) {
      rows.add(row);
    }
    return rows;
  }

  /** Gives few bytes at a time, as networks do. */
  private static final class Trickle extends ByteArrayInputStream {
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(700)));
    }
  }
}
