package dev.leadlight.ingest.imports.shell;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.contracts.imports.ImportState;
import dev.leadlight.contracts.imports.ImportState.Format;
import dev.leadlight.ingest.imports.Columns;
import dev.leadlight.ingest.imports.Cut;
import dev.leadlight.ingest.imports.Mapping;
import dev.leadlight.ingest.imports.Row;
import dev.leadlight.ingest.imports.shell.RowSplitter.Piece;
import dev.leadlight.ingest.intake.RejectionReason;
import dev.leadlight.ingest.intake.shell.ItemReader;
import dev.leadlight.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a file, from its start or from where an import was interrupted. For one thread. */
final class RowReader {

  private static final int MOST_COLUMNS = 500;
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final CsvMapper CSV = new CsvMapper();

  private final RowSplitter splitter;
  private final Mapping mapping;
  private final boolean json;
  private final boolean partial;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private Columns columns;
  private @Nullable Character delimiter;
  private ObjectReader cells;
  private long number;

  /**
   * Reads on.
   *
   * @param state says where, and which columns the file has if that was read already
   * @param partial whether more comes in another request, so that the last row may be cut off
   */
  RowReader(InputStream in, ImportState state, Mapping mapping, boolean partial) {
    this.json = state.format() == Format.NDJSON;
    this.splitter = new RowSplitter(in, !json, state.offset());
    this.mapping = mapping;
    this.partial = partial;
    this.columns = Columns.of(state.columns());
    this.number = state.rows();
    Character known =
        state.delimiter() == null
            ? mapping.delimiter()
            : Character.valueOf(state.delimiter().charAt(0));
    this.delimiter = known;
    this.cells = cells(known == null ? ',' : known);
    if (known != null) {
      splitter.delimitedBy(known);
    }
  }

  /**
   * The columns; reads the header row unless they are known. None for NDJSON.
   *
   * @throws FileFaultException if there is no header row or it does not fit the mapping
   */
  Columns columns() throws IOException {
    if (!json && columns.count() == 0) {
      Piece header = splitter.next();
      if (header == null || (partial && !header.closed())) {
        throw new FileFaultException("The file has no header row.");
      }
      readHeader(withoutMark(text(header, "The header row")));
    }
    return columns;
  }

  /** Where the next row begins. */
  Cut cut() {
    return new Cut(splitter.offset(), number);
  }

  /** The names of the columns, once the header row is read; none for NDJSON. */
  List<String> columnNames() {
    return columns.names();
  }

  /** The delimiter, once the header row is read; null for NDJSON. */
  @Nullable String delimiter() {
    return json || delimiter == null ? null : delimiter.toString();
  }

  /** The next row; null at the end. */
  @Nullable Row next() throws IOException {
    Piece piece = splitter.next();
    if (piece == null || (partial && !piece.closed())) {
      return null;
    }
    number++;
    if (!piece.whole()) {
      return row(piece, List.of(), null, RejectionReason.MESSAGE_TOO_LARGE);
    }
    String text = text(piece, "Row " + number);
    return json ? jsonRow(piece, number == 1 ? withoutMark(text) : text) : csvRow(piece, text);
  }

  private void readHeader(String header) throws FileFaultException {
    if (delimiter == null) {
      delimiter = likeliestDelimiter(header);
      splitter.delimitedBy(delimiter);
      cells = cells(delimiter);
    }
    List<String> names = split(header);
    if (names == null || names.size() > MOST_COLUMNS) {
      throw new FileFaultException(
          "The header row is not CSV of at most %d columns.".formatted(MOST_COLUMNS));
    }
    Columns found = Columns.of(names);
    refuse("lacks", found.missing(mapping));
    refuse("has twice", found.ambiguous(mapping));
    columns = found;
  }

  /** Names of the mapping, not of the file: a file without a header begins with people. */
  private static void refuse(String how, List<String> names) throws FileFaultException {
    if (!names.isEmpty()) {
      throw new FileFaultException(
          "The file %s columns that the mapping reads: %s."
              .formatted(how, String.join(", ", names)));
    }
  }

  private static char likeliestDelimiter(String header) {
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      long count = header.chars().filter(sign -> sign == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private Row csvRow(Piece piece, String text) {
    List<String> found = split(text);
    return found == null || !fits(found)
        ? row(piece, found == null ? guessed(text) : found, null, RejectionReason.UNREADABLE_ROW)
        : row(piece, found, null, null);
  }

  /** Delimiters behind the last cell say nothing. */
  private boolean fits(List<String> found) {
    return found.stream().skip(columns.count()).allMatch(String::isBlank);
  }

  /** Cells of what is not CSV, good for no more than to see what it belongs to. */
  private List<String> guessed(String text) {
    return Arrays.stream(text.split(Pattern.quote(requireNonNull(delimiter()))))
        .map(cell -> cell.replace("\"", ""))
        .toList();
  }

  private Row jsonRow(Piece piece, String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    try {
      Map<String, ?> message =
          ItemReader.read(json, parser -> ItemReader.item(json, parser)).fields();
      return row(piece, List.of(), message, message == null ? RejectionReason.NOT_AN_OBJECT : null);
    } catch (ProblemException notJson) {
      // Refused alone; the file goes on.
      return row(piece, List.of(), null, RejectionReason.UNREADABLE_LINE);
    }
  }

  private Row row(
      Piece piece,
      List<String> found,
      @Nullable Map<String, ?> message,
      @Nullable RejectionReason fault) {
    return new Row(number, piece.start(), piece.end(), found, message, piece.bytes(), fault);
  }

  private @Nullable List<String> split(String row) {
    try {
      String[] found = cells.readValue(row);
      return found == null ? List.of() : List.of(found);
    } catch (JsonProcessingException notCsv) {
      return null;
    }
  }

  private static ObjectReader cells(char delimiter) {
    return CSV.readerFor(String[].class)
        .with(CsvSchema.emptySchema().withColumnSeparator(delimiter));
  }

  private String text(Piece piece, String what) throws FileFaultException {
    try {
      return utf8.decode(piece.bytes().duplicate()).toString();
    } catch (CharacterCodingException otherCharset) {
      throw new FileFaultException(
          "%s at offset %d is not UTF-8; convert the file, or send the rest of it converted."
              .formatted(what, piece.start()));
    }
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
