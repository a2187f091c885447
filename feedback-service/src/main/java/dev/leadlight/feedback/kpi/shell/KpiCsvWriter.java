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
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes figures as CSV: a line for each, columns of the same names as in JSON, with those of
 * objects inside behind a dot and amounts by currency, {@code revenue.EUR}. All figures that there
 * may be have their column, whether or not one of them is known: tables of two months fit under
 * each other if the shop's currencies are the same.
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
    List<Map<String, String>> rows =
        table.lines().stream().map(line -> row(table.period(), line)).toList();
    CsvSchema.Builder schema = CsvSchema.builder();
    columns(table, rows).forEach(schema::addColumn);
    to.write(TABLE.writer(schema.build().withHeader()).writeValueAsBytes(rows));
  }

  private static Set<String> columns(Tabular table, List<Map<String, String>> rows) {
    Set<String> told = new TreeSet<>();
    rows.forEach(row -> told.addAll(row.keySet()));
    Set<String> columns = new LinkedHashSet<>(List.of("from", "to"));
    table.lines().forEach(line -> columns.addAll(line.of().keySet()));
    table.lines().forEach(line -> addColumns("", line.figures().getClass(), told, columns));
    columns.addAll(told); // of what is no record nothing may be lost
    return columns;
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

  /**
   * Adds the columns of what a record may tell, in the order in which it declares it. Of amounts by
   * currency and shares by tier there are those that were told.
   */
  private static void addColumns(String name, Class<?> type, Set<String> told, Set<String> to) {
    if (type.isRecord()) {
      for (RecordComponent part : type.getRecordComponents()) {
        addColumns(below(name, part.getName()), part.getType(), told, to);
      }
    } else if (List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
      told.stream().filter(column -> column.startsWith(name + ".")).forEach(to::add);
    } else {
      to.add(name);
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
