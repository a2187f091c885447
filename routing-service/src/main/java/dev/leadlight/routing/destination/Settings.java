package dev.leadlight.routing.destination;

import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a type of destination wants to know: a JSON object of strings, numbers, booleans, lists and
 * objects, without secrets. Whatever has another type than asked for counts as absent; {@link
 * SettingsCheck} says so when it is written.
 */
public record Settings(Map<String, Object> values) {

  /** Ids of an account's lists, by the names that playbooks use. */
  public static final String LISTS = "lists";

  /** No settings. */
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values =
        values.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, LinkedHashMap::new));
  }

  /** A text that is not blank. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  /** A text with a value to fall back on. */
  public String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  /**
   * An address that {@link SettingsCheck#url} has let in.
   *
   * @throws IllegalArgumentException if it is no URI
   */
  public Optional<URI> uri(String name) {
    return text(name).map(URI::create);
  }

  public Optional<BigDecimal> number(String name) {
    return values.get(name) instanceof Number number
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  /** A list of texts; empty if it is none. */
  public List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** An object of texts, such as a mapping of names; empty if it is none. */
  public Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    if (values.get(name) instanceof Map<?, ?> object) {
      object.forEach((key, value) -> map.put(Objects.toString(key), Objects.toString(value)));
    }
    return map;
  }
}
