package dev.leadlight.ingest.imports;

import dev.leadlight.ingest.imports.Field.As;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a mapping's document. */
final class FieldReader {

  private static final int MOST_FIELDS = 200;

  private static final Set<String> MEMBERS =
      Set.of("to", "column", "columns", "value", "sum", "as", "pattern", "required", "optional");

  private final Members members;

  FieldReader(Members members) {
    this.members = members;
  }

  List<Field> fields(@Nullable Object sent, String at, Predicate<List<String>> allowed) {
    List<Field> fields = new ArrayList<>();
    List<?> list = members.list(sent, at, MOST_FIELDS);
    for (int i = 0; i < list.size(); i++) {
      fields.add(field(list.get(i), at + "/" + i, allowed));
    }
    return fields;
  }

  private Field field(@Nullable Object sent, String at, Predicate<List<String>> allowed) {
    Map<String, ?> field = members.object(sent, at);
    members.onlyKnown(field, at, MEMBERS);
    From from = from(field, at);
    As as = from instanceof From.Sum ? As.NUMBER : as(field.get("as"), at + "/as");
    DateTimeFormatter pattern = pattern(field.get("pattern"), at + "/pattern");
    if (pattern != null && as != As.TIME) {
      members.wrong(at + "/pattern", "only beside \"as\": \"time\"");
    }
    boolean required = members.truth(field.get("required"), at + "/required");
    boolean optional = members.truth(field.get("optional"), at + "/optional");
    if (required && optional) {
      members.wrong(at, "required or optional, not both");
    }
    return new Field(
        members.path(field.get("to"), at + "/to", allowed), from, as, pattern, required, optional);
  }

  private From from(Map<String, ?> field, String at) {
    long sources =
        List.of("column", "columns", "value", "sum").stream().filter(field::containsKey).count();
    if (sources != 1) {
      members.wrong(at, "exactly one of column, columns, value and sum");
      return new From.Constant("");
    }
    if (field.containsKey("value")) {
      return new From.Constant(constant(field.get("value"), at + "/value"));
    }
    if (field.containsKey("sum")) {
      String column = members.text(field.get("sum"), at + "/sum", true);
      return new From.Sum(column == null ? "" : column);
    }
    return new From.Cells(members.columns(field, at));
  }

  private Object constant(@Nullable Object value, String at) {
    if (value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Integer || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    String text = members.text(value, at, true);
    return text == null ? "" : text;
  }

  private As as(@Nullable Object sent, String at) {
    if (sent == null) {
      return As.TEXT;
    }
    for (As as : As.values()) {
      if (as.name().toLowerCase(Locale.ROOT).equals(sent)) {
        return as;
      }
    }
    members.wrong(at, "text, number, time or boolean");
    return As.TEXT;
  }

  private @Nullable DateTimeFormatter pattern(@Nullable Object sent, String at) {
    String pattern = sent == null ? null : members.text(sent, at, true);
    if (pattern == null) {
      return null;
    }
    DateTimeFormatter formatter = TimePattern.of(pattern);
    if (formatter == null) {
      members.wrong(at, TimePattern.RULE);
    }
    return formatter;
  }
}
