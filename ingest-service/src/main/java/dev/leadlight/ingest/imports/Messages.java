package dev.leadlight.ingest.imports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.leadlight.contracts.vendor.Fields;
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
    if (Fields.text(fields.get("messageId")) == null) {
      fields.put("messageId", ownId(row, null));
    }
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
      contents.fill(message, rows, kind);
    } catch (Contents.Unusable cell) {
      return refused(cell.reason(), cell.column(), cell.row(), rows);
    }
    message.putIfAbsent("type", "track");
    if (kind != null) {
      message.put("event", kind.event());
    }
    return new Item(message, raw(rows)).at("#row=" + rows.get(0).number());
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
