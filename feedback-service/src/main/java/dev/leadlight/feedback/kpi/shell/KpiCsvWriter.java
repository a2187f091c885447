package dev.leadlight.feedback.kpi.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leadlight.feedback.kpi.Period;
import dev.leadlight.feedback.kpi.Tabular;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes figures as CSV: a line for each, columns of the same names as in JSON, with those of
 * objects inside behind a dot and amounts by currency, {@code revenue.EUR}.
 */
@Provider
@Produces(KpiCsvWriter.CSV)
public class KpiCsvWriter implements MessageBodyWriter<Tabular> {

  static final String CSV = "text/csv";

  private static final CsvMapper TABLE = new CsvMapper();

  private final ObjectMapper mapper;

  KpiCsvWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Tabular.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Tabular table,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream to)
      throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>(List.of("from", "to"));
    for (Tabular.Line line : table.lines()) {
      Map<String, String> row = row(table.period(), line);
      columns.addAll(row.keySet());
      rows.add(row);
    }
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    to.write(TABLE.writer(schema.build().withHeader()).writeValueAsBytes(rows));
  }

  private Map<String, String> row(Period period, Tabular.Line line) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("from", period.firstDay().toString());
    row.put("to", period.lastDay().toString());
    line.of().forEach((name, value) -> row.put(name, harmless(String.valueOf(value))));
    put("", mapper.valueToTree(line.figures()), row);
    return row;
  }

  private static void put(String name, JsonNode value, Map<String, String> row) {
    if (value.isObject()) {
      value.properties().forEach(field -> put(below(name, field.getKey()), field.getValue(), row));
    } else if (value.isArray()) { // of amounts
      value.forEach(
          money -> put(below(name, money.path("currency").asText()), money.path("amount"), row));
    } else if (value.isTextual()) {
      row.put(name, harmless(value.asText()));
    } else {
      row.put(name, value.isNull() ? "" : value.asText());
    }
  }

  private static String below(String name, String inner) {
    return name.isEmpty() ? inner : name + "." + inner;
  }

  /** Names come from outside; a spreadsheet would take some of them for formulas. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
