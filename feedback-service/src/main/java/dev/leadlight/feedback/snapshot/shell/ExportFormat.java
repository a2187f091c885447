package dev.leadlight.feedback.snapshot.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.contracts.json.ContractJson;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as text. Of features that a lead doesn't have CSV has an empty field, NDJSON nothing. */
enum ExportFormat {
  CSV("text/csv;charset=UTF-8") {
    @Override
    String header(List<String> columns) {
      return text(TABLE.writer(schema(columns).withHeader()), List.of());
    }

    @Override
    String line(List<String> columns, Map<String, @Nullable Object> row) {
      return text(TABLE.writer(schema(columns).withoutHeader()), row);
    }
  },
  NDJSON("application/x-ndjson") {
    @Override
    String header(List<String> columns) {
      return "";
    }

    @Override
    String line(List<String> columns, Map<String, @Nullable Object> row) {
      row.values().removeIf(value -> value == null);
      return text(ContractJson.mapper().writer(), row) + "\n";
    }
  };

  private static final CsvMapper TABLE =
      CsvMapper.csvBuilder().enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS).build();

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** What stands before all rows. */
  abstract String header(List<String> columns);

  /** A row, its end of line included. */
  abstract String line(List<String> columns, Map<String, @Nullable Object> row);

  private static CsvSchema schema(List<String> columns) {
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    return schema.build();
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
