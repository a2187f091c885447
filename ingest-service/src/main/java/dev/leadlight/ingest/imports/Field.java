package dev.leadlight.ingest.imports;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a message.
 *
 * @param to path of member names in the message
 * @param pattern how a time is written, if not in a usual way
 * @param required a row without it is refused
 * @param optional a file may lack its columns
 */
public record Field(
    List<String> to,
    From from,
    As as,
    @Nullable DateTimeFormatter pattern,
    boolean required,
    boolean optional) {

  /** What the text in a cell stands for. */
  public enum As {
    TEXT,
    NUMBER,
    TIME,
    BOOLEAN
  }

  public Field {
    to = List.copyOf(to);
  }

  /** The columns it reads. */
  List<String> columns() {
    if (from instanceof From.Cells cells) {
      return cells.columns();
    }
    return from instanceof From.Sum sum ? List.of(sum.column()) : List.of();
  }
}
