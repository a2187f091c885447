package dev.leadlight.ingest.imports;

import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.ingest.imports.Kind.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of a document, with a note of each that is wrong. */
final class Members {

  private static final int LONGEST_TEXT = 300;

  private final List<Place> errors = new ArrayList<>();

  List<Place> errors() {
    return List.copyOf(errors);
  }

  void wrong(String pointer, String expected) {
    errors.add(Place.at(pointer, expected));
  }

  void onlyKnown(Map<String, ?> object, String at, Set<String> known) {
    object.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> wrong(at + Pointer.to(name), "one of " + sorted(known)));
  }

  @SuppressWarnings("unchecked") // keys of parsed JSON are text
  Map<String, ?> object(@Nullable Object sent, String at) {
    if (sent instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    wrong(at, "an object");
    return Map.of();
  }

  List<?> list(@Nullable Object sent, String at, int most) {
    if (sent instanceof List<?> list && list.size() <= most) {
      return list;
    }
    wrong(at, "a list of at most " + most + " objects");
    return List.of();
  }

  @Nullable String text(@Nullable Object sent, String at, boolean needed) {
    if (sent instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT) {
      return text.strip();
    }
    if (needed || sent != null) {
      wrong(at, "a text of at most " + LONGEST_TEXT + " characters");
    }
    return null;
  }

  boolean truth(@Nullable Object sent, String at) {
    if (sent != null && !(sent instanceof Boolean)) {
      wrong(at, "true or false");
    }
    return Boolean.TRUE.equals(sent);
  }

  /** {@code column}, or the list {@code columns}. */
  List<String> columns(Map<String, ?> object, String at) {
    if (object.containsKey("columns")) {
      List<?> list = list(object.get("columns"), at + "/columns", 10);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        String name = text(list.get(i), at + "/columns/" + i, true);
        names.add(name == null ? "" : name);
      }
      if (names.isEmpty()) {
        wrong(at + "/columns", "at least one column");
      }
      return names.isEmpty() ? List.of("") : names;
    }
    String name = text(object.get("column"), at + "/column", true);
    return List.of(name == null ? "" : name);
  }

  /** A place in a message or element, as path of member names. */
  List<String> path(@Nullable Object sent, String at, Predicate<List<String>> allowed) {
    if (sent instanceof String pointer && pointer.length() > 1 && pointer.charAt(0) == '/') {
      List<String> path =
          List.of(pointer.substring(1).split("/", -1)).stream()
              .map(name -> name.replace("~1", "/").replace("~0", "~"))
              .toList();
      if (path.stream().noneMatch(String::isBlank) && allowed.test(path)) {
        return path;
      }
    }
    wrong(at, MessagePlaces.RULE);
    return List.of("");
  }

  /** What a kind's column must hold. */
  Test test(Map<String, ?> kind, String at) {
    if (kind.get("in") instanceof List<?> words && !words.isEmpty()) {
      return new Test.Words(
          words.stream()
              .filter(Objects::nonNull)
              .map(word -> word.toString().strip().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet()));
    }
    if (kind.get("below") instanceof Number limit) {
      return new Test.Below(new BigDecimal(limit.toString()));
    }
    if (kind.get("above") instanceof Number limit) {
      return new Test.Above(new BigDecimal(limit.toString()));
    }
    if (!Boolean.TRUE.equals(kind.get("filled"))) {
      wrong(at, "one of in (a list of words), below or above (a number) and filled (true)");
    }
    return new Test.Filled();
  }

  /** No value may stand where another place needs an object. */
  void disjoint(List<Field> fields, Mapping.@Nullable Group group, boolean hasCurrency) {
    Set<List<String>> values = places(fields, hasCurrency);
    if (group != null && !group.fields().isEmpty()) {
      values.add(group.to());
      Set<List<String>> ofElements =
          group.fields().stream().map(Field::to).collect(Collectors.toSet());
      checkPrefixes(ofElements, "/fields");
    }
    checkPrefixes(values, "/fields");
  }

  /** The same of a message that has the fields there and nothing else. */
  void disjoint(List<Field> fields, boolean hasCurrency, String at) {
    checkPrefixes(places(fields, hasCurrency), at);
  }

  private static Set<List<String>> places(List<Field> fields, boolean hasCurrency) {
    Set<List<String>> places = new HashSet<>();
    if (hasCurrency) {
      places.add(MessagePlaces.CURRENCY);
    }
    fields.forEach(field -> places.add(field.to()));
    return places;
  }

  private void checkPrefixes(Set<List<String>> paths, String at) {
    for (List<String> path : paths) {
      for (int length = 1; length < path.size(); length++) {
        if (paths.contains(path.subList(0, length))) {
          wrong(
              at,
              "a value or members at /" + String.join("/", path.subList(0, length)) + ", not both");
        }
      }
    }
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
