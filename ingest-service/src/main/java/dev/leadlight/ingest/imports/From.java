package dev.leadlight.ingest.imports;

import java.util.List;

/** Where a field's value comes from. */
public sealed interface From {

  /** Columns whose text is joined by a space, such as a date and a time. */
  record Cells(List<String> columns) implements From {
    public Cells {
      columns = List.copyOf(columns);
    }
  }

  /** The same for every row: text, a number, true or false. */
  record Constant(Object value) implements From {}

  /** The sum of a column over the rows of a group; nothing unless every row has a number. */
  record Sum(String column) implements From {}
}
