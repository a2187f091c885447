package dev.leadlight.ingest.imports;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How rows become messages.
 *
 * @param fields for the same place the first one that has a value wins
 * @param id what makes message ids; null for the import's id and the row's number
 * @param group which rows are one message; null if each is
 * @param kinds the first one that covers a row is its kind
 * @param also what rows mean beside that
 * @param numbers whose way of writing numbers; null for plain digits with a decimal point
 * @param zone of times that do not tell theirs
 * @param delimiter between cells; null to look for it
 * @param currency of amounts that do not tell theirs
 */
public record Mapping(
    List<Field> fields,
    @Nullable Id id,
    @Nullable Group group,
    List<Kind> kinds,
    List<Also> also,
    @Nullable Locale numbers,
    ZoneId zone,
    @Nullable Character delimiter,
    @Nullable String currency) {

  /**
   * Message ids of the vendor's own ids: {@code <prefix>:<source>:<value>}.
   *
   * @param columns the first one that holds something counts
   * @param acrossSources leaves the source out, for ids that the vendor's webhooks have too, so
   *     that an order that comes both ways counts once
   * @param suffix ends the id where no kind of row does; may be empty
   */
  public record Id(String prefix, List<String> columns, boolean acrossSources, String suffix) {
    public Id {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows that are one message.
   *
   * @param by the column in which they are equal
   * @param to place of the list that gets an element a row
   * @param fields of such an element
   * @param oneKind the first row's kind is that of all
   */
  public record Group(String by, List<String> to, List<Field> fields, boolean oneKind) {
    public Group {
      to = List.copyOf(to);
      fields = List.copyOf(fields);
    }
  }

  /**
   * A further message of the same rows, such as one of the money that was paid back for an order.
   * What stands in the column ends its id as well: another amount is another message.
   *
   * @param kind which rows have one; none whose own message is of the same event
   * @param fields all that it holds
   */
  public record Also(Kind kind, List<Field> fields) {
    public Also {
      fields = List.copyOf(fields);
    }
  }

  public Mapping {
    fields = List.copyOf(fields);
    kinds = List.copyOf(kinds);
    also = List.copyOf(also);
  }

  /** Columns without which a file does not fit the mapping. */
  public Set<String> neededColumns() {
    Set<String> columns = new LinkedHashSet<>();
    allFields()
        .filter(field -> !field.optional())
        .forEach(field -> columns.addAll(field.columns()));
    if (group != null) {
      columns.add(group.by());
    }
    allKinds().filter(kind -> !kind.optional()).forEach(kind -> columns.add(kind.column()));
    return columns;
  }

  /** All columns that it reads. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(neededColumns());
    allFields().forEach(field -> columns.addAll(field.columns()));
    if (id != null) {
      columns.addAll(id.columns());
    }
    allKinds().forEach(kind -> columns.add(kind.column()));
    return columns;
  }

  private Stream<Field> allFields() {
    Stream<Field> ofGroups = group == null ? Stream.empty() : group.fields().stream();
    return Stream.of(
            fields.stream(), ofGroups, also.stream().flatMap(more -> more.fields().stream()))
        .flatMap(Function.identity());
  }

  private Stream<Kind> allKinds() {
    return Stream.concat(kinds.stream(), also.stream().map(Also::kind));
  }
}
