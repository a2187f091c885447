package dev.leadlight.ingest.imports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages that rows stand for. */
final class Messages {

  private final Mapping mapping;
  private final Columns columns;
  private final String source;
  private final String importId;
  private final Values values;

  Messages(Mapping mapping, Columns columns, String source, String importId) {
    this.mapping = mapping;
    this.columns = columns;
    this.source = source;
    this.importId = importId;
    this.values = new Values(mapping);
  }

  /** One message for each kind among rows that belong together, or a refusal. */
  List<Item> of(List<Row> rows) {
    Row first = rows.get(0);
    if (first.fault() != null) {
      return List.of(refused(first.fault(), "", first, rows));
    }
    if (first.message() != null) {
      return List.of(sent(first, first.message()));
    }
    List<Item> messages = new ArrayList<>(1);
    Map<Integer, List<Row>> byKind = byKind(rows);
    byKind.forEach(
        (place, part) -> {
          Kind kind = place < 0 ? null : mapping.kinds().get(place);
          if (kind == null || !kind.alone() || byKind.size() == 1) {
            messages.add(mapped(part, kind));
          }
        });
    return messages;
  }

  /** A message that isn't one, with the row at fault and all that goes down with it. */
  static Item refused(RejectionReason reason, String column, Row row, List<Row> rows) {
    String pointer = column.isEmpty() ? "" : "/" + column.replace("~", "~0").replace("/", "~1");
    return Item.refused(reason, pointer, raw(rows)).at("#row=" + row.number());
  }

  /** A message that stands in the file as it is. */
  private Item sent(Row row, Map<String, ?> message) {
    Map<String, Object> fields = new LinkedHashMap<>(message);
    fields.putIfAbsent("messageId", ownId(row, null));
    return new Item(fields, row.raw()).at("#row=" + row.number());
  }

  private Map<Integer, List<Row>> byKind(List<Row> rows) {
    boolean oneKind = mapping.group() != null && mapping.group().oneKind();
    return oneKind || mapping.kinds().isEmpty()
        ? Map.of(kind(rows.get(0)), rows)
        : rows.stream().collect(groupingBy(this::kind, LinkedHashMap::new, toList()));
  }

  private int kind(Row row) {
    for (int i = 0; i < mapping.kinds().size(); i++) {
      Kind kind = mapping.kinds().get(i);
      if (kind.covers(columns.cell(row, kind.column()), values)) {
        return i;
      }
    }
    return -1;
  }

  private Item mapped(List<Row> rows, @Nullable Kind kind) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("messageId", id(rows, kind));
    try {
      fill(message, mapping.fields(), rows, kind);
      if (mapping.group() != null && !mapping.group().fields().isEmpty()) {
        put(message, mapping.group().to(), elements(mapping.group().fields(), rows, kind));
      }
    } catch (Unusable cell) {
      return refused(cell.reason, cell.column, cell.row, rows);
    }
    message.putIfAbsent("type", "track");
    if (kind != null) {
      message.put("event", kind.event());
    }
    return new Item(message, raw(rows)).at("#row=" + rows.get(0).number());
  }

  private List<Object> elements(List<Field> fields, List<Row> rows, @Nullable Kind kind)
      throws Unusable {
    List<Object> elements = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Map<String, Object> element = new LinkedHashMap<>();
      fill(element, fields, List.of(row), kind);
      if (!element.isEmpty()) {
        elements.add(element);
      }
    }
    return elements;
  }

  private void fill(
      Map<String, Object> target, List<Field> fields, List<Row> rows, @Nullable Kind kind)
      throws Unusable {
    for (Field field : fields) {
      Object value = value(field, rows);
      if (value == null && field.required()) {
        throw new Unusable(RejectionReason.MISSING_VALUE, field.columns().get(0), rows.get(0));
      }
      if (value != null) {
        put(target, field.to(), unsigned(value, kind));
      }
    }
  }

  private static Object unsigned(Object value, @Nullable Kind kind) {
    return kind != null && kind.unsigned() && value instanceof BigDecimal number
        ? number.abs()
        : value;
  }

  private @Nullable Object value(Field field, List<Row> rows) throws Unusable {
    if (field.from() instanceof From.Constant constant) {
      return constant.value();
    }
    if (field.from() instanceof From.Sum sum) {
      return sum(field, sum.column(), rows);
    }
    for (Row row : rows) {
      Object value = value(field, row);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private @Nullable BigDecimal sum(Field field, String column, List<Row> rows) throws Unusable {
    BigDecimal sum = BigDecimal.ZERO;
    for (Row row : rows) {
      String cell = columns.cell(row, column);
      if (cell == null) {
        return null;
      }
      sum = sum.add((BigDecimal) read(cell, field, row));
    }
    return sum;
  }

  private @Nullable Object value(Field field, Row row) throws Unusable {
    StringBuilder text = new StringBuilder();
    for (String column : field.columns()) {
      String cell = columns.cell(row, column);
      if (cell != null) {
        text.append(text.isEmpty() ? "" : " ").append(cell);
      }
    }
    return text.isEmpty() ? null : read(text.toString(), field, row);
  }

  private Object read(String text, Field field, Row row) throws Unusable {
    Object value = values.read(text, field);
    if (value == null) {
      throw new Unusable(RejectionReason.UNREADABLE_VALUE, field.columns().get(0), row);
    }
    return value;
  }

  private String id(List<Row> rows, @Nullable Kind kind) {
    Row first = rows.get(0);
    Mapping.Id id = mapping.id();
    if (id != null) {
      for (String column : id.columns()) {
        String value = columns.cell(first, column);
        if (value != null) {
          String scope = id.acrossSources() ? "" : source + ":";
          return id.prefix()
              + ":"
              + scope
              + value
              + suffix(kind == null ? id.suffix() : kind.suffix());
        }
      }
    }
    return ownId(first, kind);
  }

  private String ownId(Row row, @Nullable Kind kind) {
    return "import:" + importId + ":" + row.number() + suffix(kind == null ? "" : kind.suffix());
  }

  private static String suffix(String word) {
    return word.isEmpty() ? "" : ":" + word;
  }

  /** The first value for a place wins. */
  @SuppressWarnings("unchecked") // only maps made here stand on the way
  private static void put(Map<String, Object> target, List<String> path, Object value) {
    Map<String, Object> at = target;
    for (String name : path.subList(0, path.size() - 1)) {
      at = (Map<String, Object>) at.computeIfAbsent(name, missing -> new LinkedHashMap<>());
    }
    at.putIfAbsent(path.get(path.size() - 1), value);
  }

  private static ByteBuffer raw(List<Row> rows) {
    if (rows.size() == 1) {
      return rows.get(0).raw();
    }
    ByteBuffer all = ByteBuffer.allocate(rows.stream().mapToInt(row -> row.size() + 1).sum() - 1);
    for (Row row : rows) {
      if (all.position() > 0) {
        all.put((byte) '\n');
      }
      all.put(row.raw().duplicate());
    }
    return all.flip();
  }

  /** A cell that takes its message down. Answers a question, so it carries no stack trace. */
  private static final class Unusable extends Exception {
    private final transient RejectionReason reason;
    private final transient String column;
    private final transient Row row;

    Unusable(RejectionReason reason, String column, Row row) {
      super(reason.code(), null, false, false);
      this.reason = reason;
      this.column = column;
      this.row = row;
    }
  }
}
