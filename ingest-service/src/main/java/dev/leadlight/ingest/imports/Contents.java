package dev.leadlight.ingest.imports;

import dev.leadlight.ingest.intake.RejectionReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message holds: the cells of its rows, read and put where the mapping wants them. */
final class Contents {

  private final Mapping mapping;
  private final Columns columns;
  private final Values values;

  Contents(Mapping mapping, Columns columns, Values values) {
    this.mapping = mapping;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Adds all that the rows of one message say.
   *
   * @param kind theirs, if they mean something else than most rows
   * @param isPart whether other rows of the transaction become another message
   * @throws Unusable at the first cell that lacks what it must hold
   */
  void fill(Map<String, Object> message, List<Row> rows, @Nullable Kind kind, boolean isPart)
      throws Unusable {
    if (isPart) {
      requireSums(rows);
    }
    fillIn(message, mapping.fields(), rows, kind);
    if (mapping.group() != null && !mapping.group().fields().isEmpty()) {
      put(message, mapping.group().to(), elements(mapping.group().fields(), rows, kind));
    }
    if (mapping.currency() != null) {
      put(message, MessagePlaces.CURRENCY, mapping.currency());
    }
  }

  /** Adds what the rows say by these fields alone. */
  void fill(Map<String, Object> message, List<Row> rows, List<Field> fields) throws Unusable {
    fillIn(message, fields, rows, null);
    if (mapping.currency() != null) {
      put(message, MessagePlaces.CURRENCY, mapping.currency());
    }
  }

  /** What a receipt comes to is told of the sold and the returned goods together. */
  private void requireSums(List<Row> rows) throws Unusable {
    for (Field field : mapping.fields()) {
      if (field.from() instanceof From.Sum sum && sum(field, sum.column(), rows) == null) {
        for (Field other : mapping.fields()) {
          if (!other.equals(field) && other.to().equals(field.to()) && value(other, rows) != null) {
            throw new Unusable(RejectionReason.MISSING_VALUE, sum.column(), rows.get(0));
          }
        }
      }
    }
  }

  private List<Object> elements(List<Field> fields, List<Row> rows, @Nullable Kind kind)
      throws Unusable {
    List<Object> elements = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Map<String, Object> element = new LinkedHashMap<>();
      fillIn(element, fields, List.of(row), kind);
      if (!element.isEmpty()) {
        elements.add(element);
      }
    }
    return elements;
  }

  private void fillIn(
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
    if (MessagePlaces.isName(field.to())) {
      requireWhole(text, field.columns().get(0), row);
    }
    Object value = values.read(text, field);
    if (value == null) {
      throw new Unusable(RejectionReason.UNREADABLE_VALUE, field.columns().get(0), row);
    }
    return value;
  }

  /**
   * What names somebody or something must not be what a spreadsheet left of a long number: all of
   * one million share it.
   */
  void requireWhole(@Nullable String name, String column, Row row) throws Unusable {
    if (name != null && Values.isRounded(name)) {
      throw new Unusable(RejectionReason.ROUNDED_ID, column, row);
    }
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

  /** A cell that takes its message down. Answers a question, so it carries no stack trace. */
  static final class Unusable extends Exception {
    private final transient RejectionReason reason;
    private final transient String column;
    private final transient Row row;

    Unusable(RejectionReason reason, String column, Row row) {
      super(reason.code(), null, false, false);
      this.reason = reason;
      this.column = column;
      this.row = row;
    }

    RejectionReason reason() {
      return reason;
    }

    String column() {
      return column;
    }

    Row row() {
      return row;
    }
  }
}
