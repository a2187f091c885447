package dev.leadlight.ingest.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file by their names; case and the space around them do not matter. */
public final class Columns {

  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> repeated = new LinkedHashSet<>();

  private Columns(List<String> names) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      if (places.putIfAbsent(key(names.get(i)), i) != null) {
        repeated.add(key(names.get(i)));
      }
    }
  }

  /** The columns that a header row names. */
  public static Columns of(List<String> names) {
    return new Columns(names.stream().map(String::strip).toList());
  }

  public List<String> names() {
    return names;
  }

  public int count() {
    return names.size();
  }

  /** The columns that the mapping must find here and doesn't. */
  public List<String> missing(Mapping mapping) {
    List<String> missing = new ArrayList<>();
    mapping.neededColumns().stream().filter(column -> !has(column)).forEach(missing::add);
    Mapping.Id id = mapping.id();
    if (id != null && id.columns().stream().noneMatch(this::has)) {
      missing.add(String.join(" or ", id.columns()));
    }
    return missing.stream().distinct().toList();
  }

  private boolean has(String column) {
    return places.containsKey(key(column));
  }

  /** The columns that the mapping reads and that stand here twice, so that it is unclear which. */
  public List<String> ambiguous(Mapping mapping) {
    List<String> found = new ArrayList<>();
    for (String column : mapping.columns()) {
      if (repeated.contains(key(column))) {
        found.add(column);
      }
    }
    return found;
  }

  /** What stands in the row under that name, trimmed; null if that is nothing. */
  @Nullable String cell(Row row, String column) {
    Integer place = places.get(key(column));
    if (place == null || place >= row.cells().size()) {
      return null;
    }
    String text = row.cells().get(place).strip();
    return text.isEmpty() ? null : text;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
