package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.ingest.intake.Item;
import dev.leadlight.ingest.intake.RejectionReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages that rows stand for: which, under which ids, or why not. */
final class Messages {

  private final Mapping mapping;
  private final Columns columns;
  private final String source;
  private final String importId;
  private final Values values;
  private final Contents contents;

  Messages(Mapping mapping, Columns columns, String source, String importId) {
    this.mapping = mapping;
    this.columns = columns;
    this.source = source;
    this.importId = importId;
    this.values = new Values(mapping);
    this.contents = new Contents(mapping, columns, values);
  }

  /** One message for each kind among rows that belong together, or a refusal. */
  List<Item> of(List<Row> rows) {
    Row first = rows.get(0);
    for (Row row : rows) {
      if (row.fault() != null) {
        return List.of(refused(row.fault(), "", row, rows));
      }
    }
    if (first.message() != null) {
      return List.of(sent(first, first.message()));
    }
    try {
      if (mapping.group() != null) {
        String by = mapping.group().by();
        contents.requireWhole(columns.cell(first, by), by, first);
      }
      List<Item> messages = mapped(byKind(rows));
      messages.addAll(further(rows, messages));
      return messages;
    } catch (Contents.Unusable cell) {
      return List.of(refused(cell.reason(), cell.column(), cell.row(), rows));
    }
  }

  /** All or none, for a part of a transaction has the wrong amount. */
  private List<Item> mapped(Map<Integer, List<Row>> byKind) throws Contents.Unusable {
    if (byKind.size() > 1) {
      byKind.keySet().removeIf(place -> place >= 0 && mapping.kinds().get(place).alone());
    }
    List<Item> messages = new ArrayList<>(1);
    for (Map.Entry<Integer, List<Row>> part : byKind.entrySet()) {
      Kind kind = part.getKey() < 0 ? null : mapping.kinds().get(part.getKey());
      messages.add(mapped(part.getValue(), kind, byKind.size() > 1));
    }
    return messages;
  }

  /** What the rows mean beside that, unless it is what they mean anyway. */
  private List<Item> further(List<Row> rows, List<Item> messages) throws Contents.Unusable {
    List<Item> further = new ArrayList<>(0);
    for (Mapping.Also also : mapping.also()) {
      Kind kind = also.kind();
      Row first = rows.get(0);
      boolean isTold =
          messages.stream().anyMatch(item -> kind.event().equals(event(item.fields())));
      if (covers(kind, first) && !isTold) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("messageId", id(rows, kind) + ":" + columns.cell(first, kind.column()));
        contents.fill(message, rows, also.fields());
        message.putIfAbsent("type", "track");
        message.put("event", kind.event());
        further.add(new Item(message, raw(rows)).at("#row=" + first.number()));
      }
    }
    return further;
  }

  private static @Nullable Object event(@Nullable Map<String, ?> message) {
    return message == null ? null : message.get("event");
  }

  /** A message that isn't one, with the row at fault and all that goes down with it. */
  static Item refused(RejectionReason reason, String column, Row row, List<Row> rows) {
    String pointer = column.isEmpty() ? Pointer.to() : Pointer.to(column);
    return Item.refused(reason, pointer, raw(rows)).at("#row=" + row.number());
  }

  /**
   * A message that stands in the file as it is, but for {@code sentAt}: archives keep it, and held
   * against the moment of the import it would move all they tell to today. A time that nobody can
   * read would do the same.
   */
  private Item sent(Row row, Map<String, ?> message) {
    Map<String, Object> fields = new LinkedHashMap<>(message);
    fields.remove("sentAt");
    for (String name : List.of("timestamp", "originalTimestamp")) {
      Object time = fields.get(name);
      if (time != null) {
        Object moment = Timestamps.parse(time) == null ? values.moment(time.toString()) : time;
        if (moment == null) {
          return refused(RejectionReason.UNREADABLE_TIME, name, row, List.of(row));
        }
        fields.put(name, moment);
      }
    }
    if (Fields.text(fields.get("messageId")) == null) {
      fields.put("messageId", ownId(row, null));
    }
    return new Item(fields, row.raw()).at("#row=" + row.number());
  }

  private Map<Integer, List<Row>> byKind(List<Row> rows) throws Contents.Unusable {
    boolean oneKind = mapping.group() != null && mapping.group().oneKind();
    Map<Integer, List<Row>> parts = new LinkedHashMap<>();
    for (Row row : rows) {
      int kind = kind(oneKind ? rows.get(0) : row);
      parts.computeIfAbsent(kind, first -> new ArrayList<>(rows.size())).add(row);
    }
    return parts;
  }

  private int kind(Row row) throws Contents.Unusable {
    for (int i = 0; i < mapping.kinds().size(); i++) {
      if (covers(mapping.kinds().get(i), row)) {
        return i;
      }
    }
    return -1;
  }

  private boolean covers(Kind kind, Row row) throws Contents.Unusable {
    String cell = columns.cell(row, kind.column());
    if (!kind.isReadable(cell, values)) {
      throw new Contents.Unusable(RejectionReason.UNREADABLE_VALUE, kind.column(), row);
    }
    return kind.covers(cell, values);
  }

  private Item mapped(List<Row> rows, @Nullable Kind kind, boolean isPart)
      throws Contents.Unusable {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("messageId", id(rows, kind));
    contents.fill(message, rows, kind, isPart);
    message.putIfAbsent("type", "track");
    if (kind != null) {
      message.put("event", kind.event());
    }
    return new Item(message, raw(rows)).at("#row=" + rows.get(0).number());
  }

  private String id(List<Row> rows, @Nullable Kind kind) throws Contents.Unusable {
    Row first = rows.get(0);
    Mapping.Id id = mapping.id();
    if (id != null) {
      for (String column : id.columns()) {
        String value = columns.cell(first, column);
        if (value != null) {
          contents.requireWhole(value, column, first);
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
}
